import { Row, brief, daemonSet } from './fixture';
import { validateDaemonSet } from '../../../src/kubernetes/validation/validate-daemon-set';

const OWNER = { apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b', controller: true };

describe('ValidateObjectMeta', () => {
  test.each<Row>([
    ['a name with dots, and no namespace', { name: 'agent.v1' }, []],
    ['a name to be generated', { generateName: 'agent-' }, []],
    ['what a server adds', { name: 'a', creationTimestamp: null, managedFields: [{ fieldsV1: { 'f:spec': {} } }] }, []],
    ['no name', {}, ['Required metadata.name']],
    ['a name with an underscore', { name: 'node_agent' }, ['Invalid metadata.name']],
    ['a name of 254 characters', { name: 'a'.repeat(254) }, ['Invalid metadata.name']],
    ['a bad name to be generated', { generateName: 'Agent-' }, ['Invalid metadata.generateName']],
    ['a namespace with a dot', { name: 'a', namespace: 'a.b' }, ['Invalid metadata.namespace']],
    ['a generation, which the server overwrites', { name: 'a', generation: -1 }, []],
    ['a bad label', { name: 'a', labels: { 'a/b/c': 'd' } }, ['Invalid metadata.labels']],
    ['an annotation in capitals', { name: 'a', annotations: { 'Example.com/A': 'b' } }, []],
    [
      'annotations that are too large',
      { name: 'a', annotations: { a: 'b'.repeat(256 * 1024) } },
      ['TooLong metadata.annotations'],
    ],
    ['an owner', { name: 'a', ownerReferences: [OWNER] }, []],
    [
      'an owner without anything',
      { name: 'a', ownerReferences: [{}] },
      ['apiVersion', 'kind', 'name', 'uid'].map((field) => `Invalid metadata.ownerReferences.${field}`),
    ],
    [
      'an owner of an apiVersion with two slashes',
      { name: 'a', ownerReferences: [{ ...OWNER, apiVersion: 'a/b/c' }] },
      ['Invalid metadata.ownerReferences.apiVersion'],
    ],
    [
      'an Event of the core group, written out, as owner',
      { name: 'a', ownerReferences: [{ ...OWNER, apiVersion: '/v1', kind: 'Event' }] },
      ['Invalid metadata.ownerReferences'],
    ],
    [
      'an Event of another group as owner',
      { name: 'a', ownerReferences: [{ ...OWNER, apiVersion: 'events.k8s.io/v1', kind: 'Event' }] },
      [],
    ],
    ['two controllers', { name: 'a', ownerReferences: [OWNER, OWNER] }, ['Invalid metadata.ownerReferences']],
    [
      'an Event as owner',
      { name: 'a', ownerReferences: [{ ...OWNER, kind: 'Event' }] },
      ['Invalid metadata.ownerReferences'],
    ],
    ['finalizers', { name: 'a', finalizers: ['orphan', 'example.com/a'] }, []],
    ['a finalizer without a domain', { name: 'a', finalizers: ['mine'] }, ['Invalid metadata.finalizers[0]']],
    [
      'finalizers that contradict',
      { name: 'a', finalizers: ['orphan', 'foregroundDeletion'] },
      ['Invalid metadata.finalizers'],
    ],
  ])('%s', (_, metadata, errors) => {
    expect(brief(validateDaemonSet({ ...daemonSet(), metadata }))).toEqual(errors);
  });

  test('a name that is nearly right says what it should be', () => {
    const [{ fix }] = validateDaemonSet({ ...daemonSet(), metadata: { name: 'Node_Agent' } });
    expect(fix).toBe('did you mean node-agent?');
  });
});

describe('ValidateObjectMetaUpdate', () => {
  const before = { name: 'agent', namespace: 'agents', uid: '1', resourceVersion: '7' };

  test.each<Row>([
    ['the same', before, []],
    ['what clients leave out', { name: 'agent' }, []],
    ['another name', { ...before, name: 'other' }, ['Invalid metadata.name']],
    ['another namespace', { ...before, namespace: 'other' }, ['Invalid metadata.namespace']],
    ['the start of a name, which nothing is made of any more', { ...before, generateName: 'Agent-' }, []],
    ['another object of that name', { ...before, uid: '2' }, ['Invalid metadata.uid']],
    [
      'a deletion',
      { ...before, deletionTimestamp: '2026-01-31T12:00:00Z', deletionGracePeriodSeconds: 30 },
      ['Invalid metadata.deletionTimestamp', 'Invalid metadata.deletionGracePeriodSeconds'],
    ],
  ])('%s', (_, metadata, errors) => {
    const previous = { ...daemonSet(), metadata: before };
    expect(brief(validateDaemonSet({ ...daemonSet(), metadata }, previous))).toEqual(errors);
  });

  test.each<Row>([
    ['another time of deletion, which the server ignores', { deletionTimestamp: '2027-01-31T12:00:00Z' }, []],
    ['another grace period', { deletionGracePeriodSeconds: 5 }, ['Invalid metadata.deletionGracePeriodSeconds']],
  ])('of what is being deleted: %s', (_, changed, errors) => {
    const deleted = { ...before, deletionTimestamp: '2026-01-31T12:00:00Z', deletionGracePeriodSeconds: 30 };
    const metadata = { ...deleted, ...changed };
    expect(brief(validateDaemonSet({ ...daemonSet(), metadata }, { ...daemonSet(), metadata: deleted }))).toEqual(
      errors,
    );
  });
});
