import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { SnapshotBatch } from '../../src/snapshot/take-snapshot';

/** An answer that is no list. */
export interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly message: string;
}

/** What the server does with the nth request of a path, from 0; undefined is a page. */
export type Trouble = (path: string, nth: number) => Refusal | undefined;

/** An API server that has these objects, by path, and nothing else: it pages and fails like a real one. */
export async function pagingApi(lists: Record<string, object[]>, trouble: Trouble = () => undefined) {
  const asked: { method: string; path: string; query: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    const nth = asked.filter(({ path }) => path === url.pathname).length;
    asked.push({ method: request.method!, path: url.pathname, query: url.searchParams });
    const missing = { code: 404, reason: 'NotFound', message: 'the server could not find the requested resource' };
    const refusal = trouble(url.pathname, nth) ?? (lists[url.pathname] ? undefined : missing);
    response.setHeader('content-type', 'application/json');
    response.statusCode = refusal?.code ?? 200;
    response.end(
      JSON.stringify(refusal ? { kind: 'Status', apiVersion: 'v1', status: 'Failure', ...refusal } : page(url)),
    );
  });

  function page({ pathname, searchParams }: URL): object {
    const start = Number(searchParams.get('continue') ?? 0);
    const end = start + Number(searchParams.get('limit'));
    const left = lists[pathname].length - end;
    return {
      kind: 'List',
      apiVersion: 'v1',
      metadata: left > 0 ? { continue: String(end), remainingItemCount: left } : {},
      items: lists[pathname].slice(start, end),
    };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** A node of a list, as a server sends it: without its kind, with fields that no plan reads. */
export function listedNode(name: string): object {
  return {
    metadata: { name, uid: 'u', managedFields: [{}], labels: { 'kubernetes.io/os': 'linux' } },
    spec: {},
    status: { allocatable: { cpu: '2', memory: '4Gi', pods: '110' }, images: [{ names: ['a'] }] },
  };
}

/** The objects of a snapshot, as they count in the end. */
export async function objectsOf(batches: AsyncIterable<SnapshotBatch>): Promise<object[]> {
  const kinds = new Map<string, object[]>();
  for await (const { resource, objects, anew } of batches) {
    kinds.set(resource, [...(anew ? [] : (kinds.get(resource) ?? [])), ...objects]);
  }
  return [...kinds.values()].flat();
}
