import { CLUSTER_RESOURCES } from '../../src/snapshot/cluster-resource';
import { KubectlError, KubectlFailure, RawGet } from '../../src/snapshot/kubectl';
import { listPages } from '../../src/snapshot/list-pages';

const PODS = CLUSTER_RESOURCES.find(({ resource }) => resource === 'pods')!;
const OPTIONS = { pageSize: 2, retries: 2, retryDelay: 0 };

/** Answers with these, one after the other, and keeps what it was asked. */
function server(...answers: (object | KubectlFailure | string)[]): { get: RawGet; asked: string[] } {
  const asked: string[] = [];
  const failures = ['forbidden', 'expired', 'unavailable', 'refused'];
  const get: RawGet = async (path) => {
    const answer = answers[asked.push(path) - 1];
    if (typeof answer === 'string' && failures.includes(answer)) {
      throw new KubectlError(answer, answer as KubectlFailure);
    }
    return typeof answer === 'string' ? answer : JSON.stringify(answer);
  };
  return { get, asked };
}

const first = { items: [1, 2], metadata: { continue: 'a/b=', remainingItemCount: 1 } };
const last = { items: [3], metadata: {} };

async function pagesOf(get: RawGet) {
  const pages = [];
  for await (const page of listPages(get, PODS, OPTIONS)) pages.push(page === 'restart' ? page : page.items);
  return pages;
}

test('a list is read page by page, in all namespaces, without the pods that have ended', async () => {
  const { get, asked } = server(first, last);

  expect(await pagesOf(get)).toEqual([[1, 2], [3]]);
  const [path, query] = asked[1].split('?');
  expect(path).toBe('/api/v1/pods');
  expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
    limit: '2',
    fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed',
    continue: 'a/b=',
  });
});

test('an empty list has one empty page', async () => {
  expect(await pagesOf(server({ items: null }).get)).toEqual([[]]);
});

test('a server that does not answer is asked again for the same page', async () => {
  const { get, asked } = server(first, 'unavailable', 'unavailable', last);

  expect(await pagesOf(get)).toEqual([[1, 2], [3]]);
  expect(new Set(asked.slice(1)).size).toBe(1);
});

test('half an answer is none', async () => {
  expect(await pagesOf(server('{"items": [', last).get)).toEqual([[3]]);
});

test('a list that expired begins anew', async () => {
  expect(await pagesOf(server(first, 'expired', first, last).get)).toEqual([[1, 2], 'restart', [1, 2], [3]]);
});

test.each<[string, (object | KubectlFailure)[], number]>([
  ['what may not be read', ['forbidden'], 1],
  ['a server that is gone for good', ['unavailable', 'unavailable', 'unavailable'], 3],
  ['a list that always expires', ['expired', 'expired', 'expired'], 3],
])('%s is told, and asked for no more', async (_, answers, asked) => {
  const { get, asked: paths } = server(...answers);

  await expect(pagesOf(get)).rejects.toThrow(KubectlError);
  expect(paths).toHaveLength(asked);
});

test('a page that no text holds is told with what makes it smaller, and is not asked for again', async () => {
  let asked = 0;
  const get: RawGet = async () => {
    asked += 1;
    return { length: 2 ** 29 } as Buffer;
  };

  await expect(pagesOf(get)).rejects.toThrow('a page is larger than 512 MB: ask for fewer objects with --page-size');
  expect(asked).toBe(1);
});
