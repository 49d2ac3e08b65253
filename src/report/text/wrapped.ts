/** The text in lines of at most `width` columns, broken between words; a word that is longer than a line is cut. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** The text in lines, the first of them after `lead`, the others below its beginning. */
export function hanging(lead: string, text: string, width: number): string[] {
  const indent = ' '.repeat(lead.length);
  return wrapped(text, width - lead.length).map((line, i) => `${i === 0 ? lead : indent}${line}`);
}

function pieces(word: string, width: number): string[] {
  const parts = [];
  for (let start = 0; start < word.length || start === 0; start += width) {
    parts.push(word.slice(start, start + width));
  }
  return parts;
}
