import { manifestOf, mapOf, readFlawless, readWith } from './fixture';
import { daemonSetKey, readDaemonSet } from '../../src/kubernetes/daemon-set';

const spec = {
  selector: { matchLabels: { app: 'logs' } },
  template: {
    metadata: { labels: { app: 'logs', tier: 'agents' } },
    spec: { containers: [{ name: 'agent', image: 'registry.example/agent:1.0' }], hostNetwork: true },
  },
};
const metadata = { namespace: 'agents', name: 'logs' };

function daemonSet(change: object = {}): object {
  return { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec, ...change };
}

function withSpec(change: object): object {
  return daemonSet({ spec: { ...spec, ...change } });
}

function withTemplate(change: object): object {
  return withSpec({ template: { ...spec.template, ...change } });
}

test('what a plan needs is read', () => {
  const read = readFlawless(readDaemonSet, daemonSet());
  expect(read).toMatchObject({
    namespace: 'agents',
    name: 'logs',
    selector: { matchLabels: mapOf({ app: 'logs' }), matchExpressions: [] },
    template: {
      labels: mapOf({ app: 'logs', tier: 'agents' }),
      spec: { hostNetwork: true, containers: [{ name: 'agent' }] },
    },
    manifest: { kind: 'DaemonSet' },
  });
  expect(daemonSetKey(read)).toBe('agents/logs');
});

test.each([{ name: 'logs' }, { name: 'logs', namespace: '' }, { name: 'logs', namespace: null }])(
  'without a namespace it is of default: %j',
  (named) => {
    expect(daemonSetKey(readFlawless(readDaemonSet, daemonSet({ metadata: named })))).toBe('default/logs');
  },
);

test('matchLabelKeys of the template’s terms take the template’s labels (KEP-3633)', () => {
  const term = { topologyKey: 'zone', labelSelector: {}, matchLabelKeys: ['tier'] };
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const read = readFlawless(readDaemonSet, withTemplate({ spec: { ...spec.template.spec, affinity } }));
  expect(read.template.spec.podAntiAffinity[0].labelSelector!.matchExpressions).toEqual([
    { key: 'tier', operator: 'In', values: ['agents'] },
  ]);
});

describe('ValidateDaemonSetSpec', () => {
  const MISMATCH = '`selector` does not match template `labels`';

  test.each<[string, object, string[]]>([
    ['no metadata', daemonSet({ metadata: undefined }), ['DaemonSet without a name: metadata is required']],
    [
      'a version that is gone',
      daemonSet({ apiVersion: 'extensions/v1beta1' }),
      [
        'DaemonSet agents/logs: apiVersion is "extensions/v1beta1": a DaemonSet has been apps/v1 only since Kubernetes 1.16 (write apiVersion: apps/v1)',
      ],
    ],
    ['no name', daemonSet({ metadata: { namespace: 'a' } }), ['DaemonSet a: metadata.name is required']],
    ['no spec', daemonSet({ spec: undefined }), ['DaemonSet agents/logs: spec is required']],
    ['a spec that is a text', daemonSet({ spec: 'x' }), ['DaemonSet agents/logs: spec is "x": must be an object']],
    ['no selector', withSpec({ selector: undefined }), ['DaemonSet agents/logs: spec.selector is required']],
    [
      'an empty selector',
      withSpec({ selector: {} }),
      ['DaemonSet agents/logs: spec.selector is {}: empty selector is invalid for daemonset'],
    ],
    [
      'a selector of other labels',
      withSpec({ selector: { matchLabels: { app: 'log' } } }),
      [`DaemonSet agents/logs: spec.template.metadata.labels is {"app":"logs","tier":"agents"}: ${MISMATCH}`],
    ],
    [
      'a selector that does not parse',
      withSpec({ selector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }),
      [`DaemonSet agents/logs: spec.template.metadata.labels is {"app":"logs","tier":"agents"}: ${MISMATCH}`],
    ],
    [
      'a template without labels',
      withTemplate({ metadata: {} }),
      [`DaemonSet agents/logs: spec.template.metadata.labels ${MISMATCH}`],
    ],
    [
      'no template',
      withSpec({ template: undefined }),
      [
        'DaemonSet agents/logs: spec.template is required',
        `DaemonSet agents/logs: spec.template.metadata.labels ${MISMATCH}`,
      ],
    ],
    [
      'a template without spec',
      withTemplate({ spec: undefined }),
      ['DaemonSet agents/logs: spec.template.spec is required'],
    ],
    ['no containers', withTemplate({ spec: {} }), ['DaemonSet agents/logs: spec.template.spec.containers is required']],
    [
      'an empty list of containers',
      withTemplate({ spec: { containers: [] } }),
      ['DaemonSet agents/logs: spec.template.spec.containers is []: must hold at least one container'],
    ],
    [
      'containers that are no list',
      withTemplate({ spec: { containers: { agent: {} } } }),
      ['DaemonSet agents/logs: spec.template.spec.containers is {"agent":{}}: must be a list'],
    ],
    [
      'several faults',
      withTemplate({ spec: { containers: [], hostNetwork: 'true' } }),
      [
        'DaemonSet agents/logs: spec.template.spec.containers is []: must hold at least one container',
        'DaemonSet agents/logs: spec.template.spec.hostNetwork is "true": must be true or false',
      ],
    ],
  ])('%s', (_, object, faults) => {
    expect(readWith(readDaemonSet, object)[1]).toEqual(faults);
  });

  test('expressions may select the template', () => {
    const selector = { matchExpressions: [{ key: 'app', operator: 'In', values: ['logs', 'metrics'] }] };
    expect(readWith(readDaemonSet, withSpec({ selector }))[1]).toEqual([]);
  });
});

test('the manifest is kept as it was given', () => {
  const object = daemonSet();
  expect(readDaemonSet(manifestOf(object), []).manifest.object).toBe(object);
});
