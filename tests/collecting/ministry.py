"""A ministry that publishes invented readouts on listing pages, in a feed and in a sitemap."""

from __future__ import annotations

from datetime import date
from typing import Any

from communique.collecting import Source

DAY = date(2024, 5, 3)
_CITIES = ("Oslo", "Nairobi", "Lima", "Hanoi", "Rabat", "Quito", "Astana", "Dakar", "Tirana", "Muscat", "Zagreb")
_FIELDS = ("grain", "ferries", "copper", "visas", "solar power", "railways", "fisheries", "vaccines", "timber")


def page(name: str, day: date | None = DAY, more: str = "") -> str:
    """A page with a readout that differs from others in many words."""
    seed = sum(map(ord, name)) * 7 + len(name)
    words = " ".join(f"{name}x{number}" for number in range(12))
    dated = f'<meta property="article:published_time" content="{day.isoformat()}T10:00:00Z">' if day else ""
    return (
        f"<html lang='en'><head><title>Meeting {name}</title>{dated}</head><body><nav><a href='/home'>Home</a></nav>"
        f"<main><h1>Meeting {name} with the Foreign Minister of Kenya</h1>"
        f"<p>Minister Ona Vale met the Foreign Minister of Kenya, Josphat Kariuki, in {_CITIES[seed % 11]}.</p>"
        f"<p>Minister Vale called on Kenya to buy more {_FIELDS[seed % 9]}. Mr Kariuki welcomed the talks.</p>"
        f"<p>They also spoke about {words}.</p>{more}</main></body></html>"
    )


class Ministry:
    """`names` (newest first) on listing pages of `size`; `dated` says whether the listing shows days."""

    def __init__(self, site: Any, size: int = 3) -> None:
        self.site, self.size, self.dated = site, size, True
        self.names: list[str] = []
        self.days: dict[str, date] = {}
        site.other = self._listing
        site.on("/feed.xml", self._feed)
        self.listing = site.base + "/list?1"

    def source(self, **more: Any) -> Source:
        """As an entry of issuers.toml would have it."""
        site = {"hosts": ["127.0.0.1"], "listings": [self.listing], "item": "ul.news a", "next": "a.next",
                "item_date": "time", **more}  # fmt: skip
        return Source("norway.ministry", site, "Ministry of Norway")

    def publish(self, *names: str, day: date = DAY) -> None:
        for name in names:
            self.names.insert(0, name)
            self.days[name] = day
            self.site.page(f"/{name}", page(name, day), ETag=f'"{name}"', Content_Type="text/html; charset=utf-8")

    def url(self, name: str) -> str:
        return f"{self.site.base}/{name}"

    def _listing(self, request: Any) -> None:
        if not request.path.startswith("/list?"):
            request.reply(404)
            return
        number = int(request.path.split("?")[1])
        part = self.names[(number - 1) * self.size : number * self.size]
        rows = "".join(
            f'<li>{f"<time>{self.days[one]}</time>" if self.dated else ""} <a href="/{one}">Read</a></li>'
            for one in part
        )
        more = f'<a class="next" href="/list?{number + 1}">Older</a>' if number * self.size < len(self.names) else ""
        html = (
            f'<html><body><nav><a href="/home">x</a></nav><main><ul class="news">{rows}</ul></main>{more}</body></html>'
        )
        request.reply(200, html.encode(), Content_Type="text/html")

    def _feed(self, request: Any) -> None:
        rows = "".join(
            f"<item><title>{one}</title><link>{self.url(one)}</link><pubDate>{self.days[one]}</pubDate>"
            f"<description>What was said at the meeting called {one}, in short.</description></item>"
            for one in self.names[:4]
        )
        request.reply(200, f'<rss version="2.0"><channel><title>News</title>{rows}</channel></rss>'.encode())

    def sitemap(self, *names: str, path: str = "/sitemap.xml") -> str:
        """A sitemap of these pages; gives its URL."""
        rows = "".join(f"<url><loc>{self.url(n)}</loc><lastmod>{self.days[n]}</lastmod></url>" for n in names)
        return self.site.page(path, f"<?xml version='1.0'?>\n<urlset xmlns='{XMLNS}'>{rows}</urlset>")


XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
