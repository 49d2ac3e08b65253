import { PlatformRule } from '../../../src/privileges/platforms/platform-rule';
import { PLATFORM_NAMES, PLATFORMS } from '../../../src/privileges/platforms/platforms';
import { reportOf } from '../privilege-fixture';

/** An example of a rule: a sentence, the objects, and what is said, agent by agent as `name: message`. */
export type PlatformExample = [sentence: string, objects: any[], ...said: string[]];

/** One test for each example of a rule of a platform. */
export function describePlatformRule(id: string, examples: PlatformExample[]): void {
  describe(id, () => {
    test('has examples of what it finds and of what it lets pass', () => {
      expect(new Set(examples.map(([, , ...said]) => said.length > 0))).toEqual(new Set([true, false]));
      expect(PLATFORMS.flatMap(({ rules }): readonly PlatformRule[] => rules).map((rule) => rule.id)).toContain(id);
    });

    test.each(examples.map(([sentence, objects, ...said]) => ({ sentence, objects, said })))(
      '$sentence',
      ({ objects, said }) => {
        const { findings } = reportOf(objects, { platforms: [...PLATFORM_NAMES] });
        const found = findings.filter(({ rule }) => rule === id);
        expect(found.map(({ daemonSet, message }) => `${daemonSet}: ${message}`)).toEqual(said);
        expect(found.filter(({ fix }) => fix === '' || /undefined|\[object/.test(fix))).toEqual([]);
      },
    );
  });
}

/** A DaemonSet that mounts these paths of the node; a path with `:ro` only to read. */
export function mounting(name: string, paths: string[], securityContext?: object, pod: object = {}): any {
  const volumes = paths.map((path, i) => ({ name: `v${i}`, hostPath: { path: path.replace(/:ro$/, '') } }));
  const volumeMounts = paths.map((path, i) => ({
    name: `v${i}`,
    mountPath: `/host/${i}`,
    readOnly: path.endsWith(':ro') || undefined,
  }));
  return secured(name, securityContext, { volumes, ...pod }, { volumeMounts });
}

/** A DaemonSet of one container with this security context. */
export function secured(
  name: string,
  securityContext: object | undefined,
  pod: object = {},
  container: object = {},
): any {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'agents' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'agent', image: 'registry.example/agent:1', securityContext, ...container }],
          ...pod,
        },
      },
    },
  };
}

export const inNamespace = (namespace: string, object: any) => ({
  ...object,
  metadata: { ...object.metadata, namespace },
});
