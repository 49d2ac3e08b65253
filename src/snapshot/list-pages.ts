import { constants } from 'node:buffer';
import { setTimeout } from 'node:timers/promises';
import { ClusterResource, listPath } from './cluster-resource';
import { KubectlError, RawGet } from './kubectl';

/** A page of a list, as the API server sends it. */
export interface Page {
  readonly items: readonly unknown[];
  /** How many objects come after it; undefined where the server does not tell. */
  readonly remaining?: number;
}

/** How a list is read. */
export interface ListOptions {
  /** Objects in a page. */
  readonly pageSize: number;
  /** How often a page is asked for again when the server does not answer, and a list begun anew when it expired. */
  readonly retries: number;
  /** Milliseconds before the first of these; twice as many before each further one. */
  readonly retryDelay: number;
}

/**
 * The pages of a list, one after the other. When the server forgets the list in the middle, it begins anew: `restart` comes
 * instead of a page, and what was read before counts no more.
 *
 * @throws KubectlError when a page cannot be read
 */
export async function* listPages(
  get: RawGet,
  resource: ClusterResource,
  options: ListOptions,
): AsyncGenerator<Page | 'restart'> {
  let token: string | undefined;
  let restarts = 0;
  do {
    let list: List;
    try {
      list = await page(get, pagePath(resource, options.pageSize, token), options);
    } catch (error) {
      if (!(error instanceof KubectlError) || error.reason !== 'expired' || restarts === options.retries) {
        throw error;
      }
      restarts += 1;
      token = undefined;
      yield 'restart';
      continue;
    }
    token = list.metadata?.continue || undefined;
    yield { items: list.items ?? [], remaining: list.metadata?.remainingItemCount };
    if (!token) {
      return;
    }
  } while (true);
}

interface List {
  readonly items?: readonly unknown[] | null;
  readonly metadata?: { readonly continue?: string; readonly remainingItemCount?: number };
}

/** @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks */
function pagePath(resource: ClusterResource, pageSize: number, token: string | undefined): string {
  const query = new URLSearchParams({ limit: String(pageSize) });
  if (resource.fieldSelector) query.set('fieldSelector', resource.fieldSelector);
  if (token) query.set('continue', token);
  return `${listPath(resource)}?${query}`;
}

async function page(get: RawGet, path: string, { retries, retryDelay }: ListOptions): Promise<List> {
  for (let attempt = 0; ; attempt++) {
    try {
      return parsed(await get(path));
    } catch (error) {
      if (!(error instanceof KubectlError) || error.reason !== 'unavailable' || attempt === retries) {
        throw error;
      }
      await setTimeout(retryDelay * 2 ** attempt);
    }
  }
}

/** What one text of Node.js holds. */
const { MAX_STRING_LENGTH } = constants;

function parsed(answer: string | Buffer): List {
  if (answer.length > MAX_STRING_LENGTH) {
    throw new KubectlError('a page is larger than 512 MB: ask for fewer objects with --page-size', 'refused');
  }
  try {
    return JSON.parse(answer.toString());
  } catch {
    throw new KubectlError('the answer of kubectl is no JSON', 'unavailable');
  }
}
