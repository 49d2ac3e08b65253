import { unkept } from './unkept';

const daemonSet = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', labels: { 'example.com/empty': '' } },
  spec: { template: { metadata: { annotations: { note: '' } }, spec } },
});
const container = (fields: object) => daemonSet({ containers: [{ name: 'agent', ...fields }] });
const POD = 'spec.template.spec';
const FIELD = { path: 'name', fieldRef: { fieldPath: 'metadata.name' } };

test.each<[string, object, string[]]>([
  ['an empty list', { apiVersion: 'v1', kind: 'Service', spec: { externalIPs: [] } }, ['spec.externalIPs: []']],
  [
    'an empty text',
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', subjects: [{ apiGroup: '' }] },
    ['subjects[0].apiGroup: ""'],
  ],
  ['an empty variable', container({ env: [{ name: 'A', value: '' }] }), [`${POD}.containers[0].env[0].value: ""`]],
  [
    'a mount that may be written, said twice',
    container({ volumeMounts: [{ name: 'a', mountPath: '/a', readOnly: false }] }),
    [`${POD}.containers[0].volumeMounts[0].readOnly: false`],
  ],
  [
    'an amount in another unit than it is kept in',
    container({ resources: { requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: '0.5' } } }),
    [
      `${POD}.containers[0].resources.requests.cpu: "1000m"`,
      `${POD}.containers[0].resources.requests.memory: "1024Mi"`,
      `${POD}.containers[0].resources.limits.cpu: "0.5"`,
    ],
  ],
  [
    'a field of the pod as a file, without the version that is added',
    daemonSet({ volumes: [{ name: 'info', downwardAPI: { items: [FIELD] } }] }),
    [`${POD}.volumes[0].downwardAPI.items[0].fieldRef: {"fieldPath":"metadata.name"}`],
  ],
])('%s is not kept', (_, manifest, expected) => {
  expect(unkept(manifest)).toEqual(expected);
});

test.each<[string, object]>([
  [
    'the API group of the core',
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', rules: [{ apiGroups: [''] }] },
  ],
  ['an empty object', daemonSet({ volumes: [{ name: 'a', emptyDir: {} }] })],
  ['any type of a path', daemonSet({ volumes: [{ name: 'a', hostPath: { path: '/a', type: '' } }] })],
  ['a boolean that may be left open', daemonSet({ automountServiceAccountToken: false })],
  [
    'the version of a variable',
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }] }),
  ],
  ['an object of others', { apiVersion: 'example.com/v1', kind: 'Service', spec: { externalIPs: [] } }],
])('%s is kept, or merged', (_, manifest) => {
  expect(unkept(manifest)).toEqual([]);
});
