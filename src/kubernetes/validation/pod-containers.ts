import { Container } from './schema/container';
import { PodSpec } from './schema/pod-spec';

/** All containers of a pod with their paths, in the order in which the API server visits them. */
export function eachContainer(spec: PodSpec, path: string): [Container, string][] {
  const named = (list: 'initContainers' | 'containers' | 'ephemeralContainers') =>
    (spec[list] ?? []).map((container, i): [Container, string] => [container, `${path}.${list}[${i}]`]);
  return [...named('initContainers'), ...named('containers'), ...named('ephemeralContainers')];
}
