import { createHash } from 'node:crypto';
import { nodeNamesText } from '../../node-names';

/** `nodeNamesText`, worked out once for nodes that are told of again: in a large fleet many agents keep off the same ones. */
export class NamesOnce {
  private readonly texts = new Map<string, string>();

  text(nodes: readonly string[]): string {
    const key = createHash('sha256').update(nodes.join()).digest('base64');
    let text = this.texts.get(key);
    if (text === undefined) {
      text = nodeNamesText(nodes);
      this.texts.set(key, text);
    }
    return text;
  }
}
