import { join } from 'node:path';
import { Testing, Yaml } from 'cdk8s';
import { EdgeProxy } from './chart';
import { NodeInventory, RolloutPlanner, UpdateStrategy } from 'cdk8s-node-agents';
import 'cdk8s-node-agents/lib/testing';

const file = (name: string) => join(__dirname, name);
const inventory = NodeInventory.fromFile(file('fleet.yaml'));
const live = Yaml.load(file('live.yaml'));

function rolloutTo(update?: UpdateStrategy) {
  return RolloutPlanner.plan(inventory, live, new EdgeProxy(Testing.app(), 'edge-proxy', { version: '2.1.0', update }));
}

describe('what runs today surges and holds a host port', () => {
  const plan = RolloutPlanner.plan(inventory, live, Yaml.load(file('next.yaml')));

  test('so the next image never arrives: each new pod waits for the port of the old one', () => {
    expect(plan).not.toComplete();
    const { status, blockers } = plan.toJson();
    expect(status).toMatchObject({ desired: 12, updated: 0, available: 12 });
    expect(blockers[0]).toMatchObject({ id: 'surge-hostport', severity: 'error' });
  });

  test('and a failing test says where it hangs, and what to write instead', () => {
    expect(() => expect(plan).toComplete()).toThrow('set maxSurge to 0 and maxUnavailable to 1 or more');
  });

  test('which the constructs refuse to synthesize', () => {
    const chart = new EdgeProxy(Testing.app(), 'edge-proxy', { version: '2.1.0', update: UpdateStrategy.surge() });
    expect(() => Testing.synth(chart)).toThrow(/8443/);
  });
});

describe('one pod at a time, the old one first', () => {
  const plan = rolloutTo();

  test('completes in ten minutes', () => {
    expect(plan).toComplete();
    expect(plan).toCompleteWithin('10m');
  });

  test('keeps nine nodes of ten at work, and some in every zone', () => {
    expect(plan).toKeepAvailable('90%');
    expect(plan).toNeverLoseAZone();
    expect(plan).toEvictNothing();
  });
});

describe('a tenth at a time', () => {
  const plan = rolloutTo(UpdateStrategy.rolling({ maxUnavailable: '10%' }));

  test('is two nodes of twelve, for percentages round up: more than a tenth', () => {
    expect(() => expect(plan).toKeepAvailable('90%')).toThrow(
      '10% rounds up to 2; write maxUnavailable: 1, the largest that is safe',
    );
  });

  test('may take both nodes of the smallest zone at once', () => {
    expect(() => expect(plan).toNeverLoseAZone()).toThrow(
      'zone eu-1c may be without an available pod on all its 2 nodes at one moment: general-c-[1,2]',
    );
  });
});

test('the chart updates the DaemonSet that runs, instead of adding a second one', () => {
  const [daemonSet] = Testing.synth(new EdgeProxy(Testing.app(), 'edge-proxy', { version: '2.1.0' }));
  const { metadata, spec } = live[0];
  expect(daemonSet.metadata).toMatchObject({ name: metadata.name, namespace: metadata.namespace });
  expect(daemonSet.spec.selector).toEqual(spec.selector);
});
