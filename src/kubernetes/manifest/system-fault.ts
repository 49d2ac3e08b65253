/** What one string of Node.js holds. */
export const TOO_LARGE = 'it is larger than 512 MB: split it, or leave out what is not needed';

const TEXTS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
  ELOOP: 'a link that leads to itself',
  ENOSPC: 'no space left',
  EPIPE: 'its reader has gone away',
  ERR_STRING_TOO_LONG: TOO_LARGE,
  ERR_FS_FILE_TOO_LARGE: TOO_LARGE,
};

/** Deeper than the stack goes. */
export const TOO_DEEP = 'it is nested too deeply';

/** What the operating system, or the limits of Node.js, have against it, in words. */
export function systemFaultText(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return TEXTS[code] ?? (error instanceof RangeError && message.includes('call stack') ? TOO_DEEP : message);
}
