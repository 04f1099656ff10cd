// Reads a feed on stdin with feedsmith and prints it as JSON.
import { readFileSync } from 'node:fs'
import { parseFeed } from 'feedsmith'
import { json } from './jsonfeed.mjs'

const { format, feed } = parseFeed(readFileSync(0, 'utf8'))

const rss = (e) => ({
  id: e.guid?.value,
  title: e.title,
  link: e.link,
  published: e.pubDate,
  updated: e.dcterms?.modified?.[0],
  authors: e.dc?.creators ?? e.authors,
  categories: e.categories?.map((c) => c.name),
  enclosures: e.enclosures,
  summary: e.description,
  html: e.content?.encoded ?? e.description,
})

const atom = (e) => ({
  id: e.id,
  title: e.title?.value,
  link: e.links?.find((l) => l.rel === 'alternate')?.href,
  published: e.published,
  updated: e.updated,
  authors: e.authors?.map((a) => a.name),
  categories: e.categories?.map((c) => c.term),
  enclosures: e.links
    ?.filter((l) => l.rel === 'enclosure')
    .map((l) => ({ url: l.href, type: l.type, length: Number(l.length ?? 0) })),
  summary: e.summary?.value,
  html: e.content?.value,
  text: e.content ? undefined : e.summary?.value,
})

const shown = { rss, atom, json }[format]
const entries = feed.items ?? feed.entries ?? []
console.log(JSON.stringify({ title: feed.title?.value ?? feed.title, items: entries.map(shown) }))
