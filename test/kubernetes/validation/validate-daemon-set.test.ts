import fc from 'fast-check';
import { daemonSet, withContainer } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

/** A DaemonSet with something everywhere. */
const MANIFEST = daemonSet(
  withContainer(
    {
      ports: [{ name: 'http', containerPort: 80, hostPort: 80 }],
      env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      resources: { requests: { cpu: '50m' }, limits: { memory: '64Mi' } },
      volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly: true }],
      livenessProbe: { httpGet: { port: 'http' } },
      securityContext: { runAsUser: 1, seccompProfile: { type: 'RuntimeDefault' } },
    },
    {
      volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }],
      tolerations: [{ operator: 'Exists' }],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }],
          },
        },
      },
      dnsConfig: { nameservers: ['10.0.0.10'] },
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
    },
  ),
);

/** The paths of all values in it. */
function paths(value: unknown, path: string[] = []): string[][] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => paths(item, [...path, key]))
      : [];
  return [path, ...below];
}

function replaced(value: any, [key, ...path]: string[], replacement: unknown): any {
  if (key === undefined) {
    return replacement;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaced(value[key], path, replacement);
  return copy;
}

/** In a map or a list null is an empty value. */
const MAPS = ['labels', 'matchLabels', 'requests', 'limits'];

const anyPath = fc.constantFrom(...paths(MANIFEST).filter((path) => path.length > 1));

test('the manifest that is varied below has no errors', () => {
  expect(validateDaemonSet(MANIFEST)).toEqual([]);
});

test('whatever stands in a field, every error names a field and a rule, and none is thrown', () => {
  fc.assert(
    fc.property(anyPath, fc.jsonValue({ maxDepth: 3 }), (path, value) => {
      for (const error of validateDaemonSet(replaced(MANIFEST, path, value), MANIFEST)) {
        expect(error.field).not.toBe('');
        expect(error.detail).not.toBe('');
      }
    }),
  );
});

test('a field that is null is as good as absent', () => {
  fc.assert(
    fc.property(anyPath, (path) => {
      const [parent, key] = path.slice(-2);
      fc.pre(!/^[0-9]+$/.test(key) && !MAPS.includes(parent));
      expect(validateDaemonSet(replaced(MANIFEST, path, null))).toEqual(
        validateDaemonSet(replaced(MANIFEST, path, undefined)),
      );
    }),
  );
});
