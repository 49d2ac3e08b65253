import type { Container, k8s, Probe } from 'cdk8s-plus-28';

/** The same HTTP probe with headers, which cdk8s-plus has no words for. */
export function withHeaders(probe: Probe, headers: Record<string, string>): Probe {
  const httpHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
  const _toKube = (container: Container): k8s.Probe => {
    const plain = probe._toKube(container);
    return { ...plain, httpGet: { ...plain.httpGet!, httpHeaders } };
  };
  return Object.create(probe, { _toKube: { value: _toKube } });
}
