import type { Section } from '../../../../src/report/html/sections/section';

/** What a reader sees of a section, line by line. */
export function textOf(section: Section | undefined): string[] {
  const source = section?.body.source ?? '';
  return source
    .replace(/<(?:th|td|button|span)[^>]*>/g, ' ')
    .replace(/<\/(?:tr|li|p|h3|h4|div|dd)>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&quot;/g, '"')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}
