// An item of a JSON Feed, which readers hand over by its own names.
export const json = (e) => ({
  id: e.id,
  title: e.title,
  link: e.url,
  published: e.date_published,
  updated: e.date_modified,
  authors: e.authors?.map((a) => a.name),
  categories: e.tags,
  enclosures: e.attachments?.map((a) => ({ url: a.url, type: a.mime_type, length: a.size_in_bytes ?? 0 })),
  summary: e.summary,
  html: e.content_html,
  text: e.content_text,
})
