import { templateDigest } from '../../../src/planner/rollout/template-digest';

const AUTHORED = {
  metadata: { labels: { app: 'logs' } },
  spec: {
    serviceAccountName: 'logs',
    containers: [
      {
        name: 'agent',
        image: 'registry.example/agent:1',
        resources: { requests: { cpu: 0.1, memory: '0.5Gi' } },
        ports: [{ containerPort: 9100 }],
        readinessProbe: { httpGet: { port: 9100 } },
        env: [{ name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
      },
    ],
    volumes: [
      { name: 'log', hostPath: { path: '/var/log' } },
      { name: 'config', configMap: { name: 'logs' } },
    ],
  },
};

/** The same template as a cluster gives it back. */
const LIVE = {
  metadata: { creationTimestamp: null, labels: { app: 'logs' } },
  spec: {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    serviceAccount: 'logs',
    serviceAccountName: 'logs',
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        image: 'registry.example/agent:1',
        imagePullPolicy: 'IfNotPresent',
        name: 'agent',
        env: [{ name: 'NODE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } }],
        ports: [{ containerPort: 9100, protocol: 'TCP' }],
        readinessProbe: {
          failureThreshold: 3,
          httpGet: { path: '/', port: 9100, scheme: 'HTTP' },
          periodSeconds: 10,
          successThreshold: 1,
          timeoutSeconds: 1,
        },
        resources: { requests: { cpu: '100m', memory: '512Mi' } },
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
      },
    ],
    volumes: [
      { name: 'log', hostPath: { path: '/var/log', type: '' } },
      { name: 'config', configMap: { defaultMode: 420, name: 'logs' } },
    ],
  },
};

test('a template of a chart and the same one of a cluster, defaults filled in, are equal', () => {
  expect(templateDigest(AUTHORED)).toBe(templateDigest(LIVE));
});

function changed(change: (template: any) => void): any {
  const template = JSON.parse(JSON.stringify(AUTHORED));
  change(template);
  return template;
}

test.each<[string, (template: any) => void]>([
  ['the image', (each) => (each.spec.containers[0].image = 'registry.example/agent:2')],
  ['an annotation', (each) => (each.metadata.annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-01-01' })],
  ['an annotation that reads like a default', (each) => (each.metadata.annotations = { protocol: 'TCP' })],
  ['a request', (each) => (each.spec.containers[0].resources.requests.cpu = '101m')],
  ['the grace period', (each) => (each.spec.terminationGracePeriodSeconds = 31)],
  ['the pull policy', (each) => (each.spec.containers[0].imagePullPolicy = 'Always')],
  ['an init container that becomes a sidecar', (each) => (each.spec.initContainers = [{ restartPolicy: 'Always' }])],
  ['the order of volumes', (each) => each.spec.volumes.reverse()],
  ['a toleration', (each) => (each.spec.tolerations = [{ operator: 'Exists' }])],
])('any change inside makes another template: %s', (_, change) => {
  expect(templateDigest(changed(change))).not.toBe(templateDigest(AUTHORED));
});

test.each([
  ['agent', 'Always'],
  ['agent:latest', 'Always'],
  ['registry.example:5000/agent', 'Always'],
  ['registry.example:5000/agent:1', 'IfNotPresent'],
  ['agent@sha256:0123', 'IfNotPresent'],
])('the pull policy of %s is %s where none is given', (image, imagePullPolicy) => {
  const of = (container: any) => templateDigest({ spec: { containers: [container] } });
  expect(of({ image, imagePullPolicy })).toBe(of({ image }));
});
