import { Duration } from 'cdk8s';
import { Manifests, synthesize, unchecked } from './role-fixture';
import { NodeCleaner, NodeCleanerProps } from '../../src/agents/node-cleaner';
import { CleanUp } from '../../src/agents/node-cleaner/clean-up';

const AUDIT = CleanUp.files('/var/log/audit', { olderThan: Duration.days(14) });

function manifests(props: Partial<NodeCleanerProps> = {}): Manifests {
  return synthesize((chart) => new NodeCleaner(chart, 'cleaner', { cleanUps: [AUDIT], ...props }));
}

test('it mounts the directories its clean-ups are about, and no other', () => {
  expect(manifests().hostMounts).toEqual(['/var/log/audit /host/var/log/audit rw Directory']);
  expect(manifests({ cleanUps: [AUDIT, CleanUp.unusedImages()] }).hostMounts).toEqual([
    '/var/log/audit /host/var/log/audit rw Directory',
    '/ /host/root ro Directory HostToContainer',
  ]);
});

test('it has the capabilities its clean-ups need, and no other', () => {
  const capabilities = (...cleanUps: CleanUp[]) => manifests({ cleanUps }).container.securityContext.capabilities;

  expect(capabilities(AUDIT)).toEqual({ drop: ['ALL'], add: ['DAC_OVERRIDE', 'FOWNER'] });
  expect(capabilities(CleanUp.unusedImages())).toEqual({ drop: ['ALL'], add: ['SYS_CHROOT'] });
});

test('two clean-ups of one directory mount it once', () => {
  const old = CleanUp.files('/var/log/audit', { olderThan: Duration.hours(1), name: '*.tmp' });

  expect(manifests({ cleanUps: [AUDIT, old] }).hostMounts).toHaveLength(1);
});

test('it is ready once it has cleaned, and cleans again after its time', () => {
  const { container } = manifests({ every: Duration.minutes(30) });

  expect(container.command[2]).toContain('touch /tmp/cleaned\n  sleep 1800');
  expect(container.readinessProbe.exec.command).toEqual(['test', '-e', '/tmp/cleaned']);
});

test('everything wrong is told at once', () => {
  expect(() => manifests({ cleanUps: [], every: Duration.seconds(5) })).toThrow(
    'NodeCleaner: cleanUps is empty: there is nothing to do\nNodeCleaner: every is 5 seconds: write at least a minute',
  );
});

test.each<[string, () => unknown, string]>([
  ['a socket of no runtime', () => CleanUp.unusedImages(unchecked('/x')), 'runtime: "/x" is unknown'],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});

test('the whole of it', () => {
  expect(manifests().all).toMatchSnapshot();
});
