// Reads a feed on stdin with feedme and prints it as JSON.
import { readFileSync } from 'node:fs'
import FeedMe from 'feedme'
import { json } from './jsonfeed.mjs'

const parser = new FeedMe(true)
parser.write(readFileSync(0, 'utf8'))
parser.end()
const feed = parser.done()

// What is there once is no list, and what has attributes is an object.
const list = (x) => (x === undefined ? [] : [x].flat())
const text = (x) => x?.text ?? (typeof x === 'string' ? x : undefined)

const rss = (e) => ({
  id: text(e.guid),
  title: text(e.title),
  link: text(e.link),
  published: e.pubdate,
  updated: e['dcterms:modified'],
  authors: list(e['dc:creator']),
  categories: list(e.category).map(text),
  enclosures: list(e.enclosure).map((x) => ({ url: x.url, type: x.type, length: Number(x.length) })),
  summary: e.description,
  html: e['content:encoded'] ?? e.description,
})

const atom = (e) => ({
  id: e.id,
  title: text(e.title),
  link: list(e.link).find((l) => l.rel === 'alternate')?.href,
  published: e.published,
  updated: e.updated,
  authors: list(e.author).map((a) => a.name),
  categories: list(e.category).map((c) => c.term),
  enclosures: list(e.link)
    .filter((l) => l.rel === 'enclosure')
    .map((l) => ({ url: l.href, type: l.type, length: Number(l.length ?? 0) })),
  summary: text(e.summary),
  html: text(e.content),
  text: e.content ? undefined : text(e.summary),
})

const shown = { 'rss 2.0': rss, atom, json }[feed.type]
console.log(JSON.stringify({ title: text(feed.title), items: feed.items.map(shown) }))
