"""Reads the feed at the given address with feedparser and prints it as JSON."""
import json
import sys
import time

import feedparser


def date(parsed):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", parsed) if parsed else ""


def item(e):
    content = (e.get("content") or [e.get("summary_detail") or {}])[0]
    return {
        "id": e.get("id", ""),
        "title": e.get("title", ""),
        "link": e.get("link", ""),
        "published": date(e.get("published_parsed")),
        "updated": date(e["updated_parsed"]) if "updated" in e.keys() else "",
        "authors": [a.get("name", "") for a in e.get("authors", [])],
        "categories": [t.get("term") for t in e.get("tags", [])],
        "enclosures": [
            {"url": x.get("href"), "type": x.get("type"), "length": int(x.get("length") or 0)}
            for x in e.get("enclosures", [])
        ],
        "summary": e.get("summary", ""),
        "html": content.get("value", "") if content.get("type") != "text/plain" else "",
        "text": content.get("value", "") if content.get("type") == "text/plain" else "",
    }


feed = feedparser.parse(sys.argv[1])
if feed.bozo:
    sys.exit("feedparser complains: %s" % feed.bozo_exception)
json.dump({"title": feed.feed.get("title", ""), "items": [item(e) for e in feed.entries]}, sys.stdout)
