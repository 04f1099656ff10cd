// Reads a feed on stdin with rss-parser and prints it as JSON.
import { readFileSync } from 'node:fs'
import Parser from 'rss-parser'

const feed = await new Parser().parseString(readFileSync(0, 'utf8'))

const shown = (e) => ({
  id: e.guid ?? e.id,
  title: e.title,
  link: e.link,
  published: e.isoDate,
  authors: [e.creator ?? e.author].filter(Boolean),
  categories: e.categories?.map((c) => c._ ?? c),
  enclosures: e.enclosure ? [{ ...e.enclosure, length: Number(e.enclosure.length) }] : [],
  summary: e.summary ?? e.content,
  html: e['content:encoded'] ?? e.content,
  text: e['content:encoded'] || e.content ? undefined : e.summary,
})

console.log(JSON.stringify({ title: feed.title, items: feed.items.map(shown) }))
