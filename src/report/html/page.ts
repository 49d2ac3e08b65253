import { createHash } from 'node:crypto';
import { SCRIPT, STYLE } from './browser-assets.generated';
import { markup, jsonScript, Markup } from './markup';
import { ReportData } from './report-data';
import { Section } from './sections/section';

/** The whole page. Nothing may be loaded or run but what stands in it, and no script may make markup of text. */
export function page(title: string, summary: Markup, sections: readonly Section[], data: ReportData): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hash(SCRIPT)}'`,
    `style-src '${hash(STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const { source } = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#map">Skip to the map</a>
<header class="top">
<h1>${title}</h1>
<nav aria-label="Sections">${sections.map(({ id, title: name }) => markup`<a href="#${id}">${name}</a>`)}</nav>
<button type="button" id="theme" class="quiet" hidden>Dark</button>
</header>
<main>
${summary}
${sections.map(sectionMarkup)}
</main>
<footer>Planned offline with cdk8s-node-agents. Nothing in this page is loaded from elsewhere.</footer>
${jsonScript('data', data)}
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
  return source;
}

function sectionMarkup({ id, title, lead, body }: Section): Markup {
  const heading = `${id}-title`;
  return markup`<section id="${id}" aria-labelledby="${heading}">
<h2 id="${heading}">${title}</h2>${lead !== undefined && markup`<p class="lead">${lead}</p>`}
${body}
</section>
`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
