const TEXTS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ELOOP: 'a link that leads to itself',
  ENOSPC: 'no space left',
  EPIPE: 'its reader has gone away',
};

/** What the operating system has against it, in words. */
export function systemFaultText(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return TEXTS[code] ?? message;
}
