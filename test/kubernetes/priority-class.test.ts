import { readFlawless, readWith } from './fixture';
import {
  PriorityClass,
  SYSTEM_PRIORITY_CLASSES,
  podPriority,
  priorityConflicts,
  readPriorityClass,
} from '../../src/kubernetes/priority-class';

function priorityClass(name: string, value: number, more: Partial<PriorityClass> = {}): PriorityClass {
  return { name, value, globalDefault: false, preemptionPolicy: 'PreemptLowerPriority', ...more };
}

const manifest = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass' };

describe('readPriorityClass', () => {
  test('preemption and globalDefault have defaults', () => {
    expect(readFlawless(readPriorityClass, { ...manifest, metadata: { name: 'high' }, value: 1000 })).toEqual(
      priorityClass('high', 1000),
    );
  });

  test('all fields are read', () => {
    const full = { ...manifest, metadata: { name: 'low' }, value: -5, globalDefault: true, preemptionPolicy: 'Never' };
    expect(readFlawless(readPriorityClass, full)).toEqual(
      priorityClass('low', -5, { globalDefault: true, preemptionPolicy: 'Never' }),
    );
  });

  test.each<[object, string[]]>([
    [{ metadata: { name: 'a' } }, ['PriorityClass a: value is required']],
    [{ metadata: { name: 'a' }, value: '1000' }, ['PriorityClass a: value is "1000": must be an integer']],
    [
      { metadata: { name: 'a' }, value: 1, globalDefault: 'no' },
      ['PriorityClass a: globalDefault is "no": must be true or false'],
    ],
    [{ value: 1 }, ['PriorityClass without a name: metadata is required']],
    [{ metadata: {}, value: 1 }, ['PriorityClass without a name: metadata.name is required']],
  ])('%j is faulty: %j', (object, faults) => {
    expect(readWith(readPriorityClass, { ...manifest, ...object })[1]).toEqual(faults);
  });
});

test('SystemPriorityClasses are always there', () => {
  expect(SYSTEM_PRIORITY_CLASSES).toEqual([
    priorityClass('system-cluster-critical', 2_000_000_000),
    priorityClass('system-node-critical', 2_000_001_000),
  ]);
});

describe('admitPod of the Priority plugin', () => {
  const high = priorityClass('high', 1000);
  const never = priorityClass('never', 5, { preemptionPolicy: 'Never' });
  const low = priorityClass('low', 1, { globalDefault: true });
  const equal = priorityClass('equal', 1, { globalDefault: true, preemptionPolicy: 'Never' });
  const lower = priorityClass('lower', -10, { globalDefault: true, preemptionPolicy: 'Never' });

  test.each<[string, string | undefined, PriorityClass[], object]>([
    ['a class', 'high', [low, high], { priority: 1000, preemptionPolicy: 'PreemptLowerPriority' }],
    ['a class that never preempts', 'never', [never], { priority: 5, preemptionPolicy: 'Never' }],
    [
      'a system class, declared nowhere',
      'system-node-critical',
      [],
      { priority: 2_000_001_000, preemptionPolicy: 'PreemptLowerPriority' },
    ],
    ['no class, and no default', undefined, [high], { priority: 0, preemptionPolicy: 'PreemptLowerPriority' }],
    ['no class: the default', undefined, [high, low], { priority: 1, preemptionPolicy: 'PreemptLowerPriority' }],
    [
      'getDefaultPriorityClass: the lowest of two defaults',
      undefined,
      [low, lower, high],
      { priority: -10, preemptionPolicy: 'Never' },
    ],
    [
      'of two equally low defaults the first',
      undefined,
      [low, equal],
      { priority: 1, preemptionPolicy: 'PreemptLowerPriority' },
    ],
    ['the lowest, in any order', undefined, [lower, high, low], { priority: -10, preemptionPolicy: 'Never' }],
    [
      'a class of 0 is not the default',
      'zero',
      [low, priorityClass('zero', 0)],
      { priority: 0, preemptionPolicy: 'PreemptLowerPriority' },
    ],
    ['a class that is declared nowhere', 'hihg', [high, low], { refused: 'no PriorityClass with name hihg was found' }],
  ])('%s', (_, className, classes, expected) => {
    expect(podPriority(className, classes)).toEqual(expected);
  });
});

describe('Priority admission: what a template says of priority must be what its class gives', () => {
  const computed = { priority: 1000, preemptionPolicy: 'Never' };
  test.each<[string, Parameters<typeof priorityConflicts>[0], string[]]>([
    ['says nothing', {}, []],
    ['says the same', { priority: 1000, preemptionPolicy: 'Never' }, []],
    [
      'says another value',
      { priority: 7 },
      [
        'the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name',
      ],
    ],
    [
      'says another policy',
      { preemptionPolicy: 'PreemptLowerPriority' },
      [
        'the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never from the given PriorityClass name',
      ],
    ],
  ])('a template that %s', (_, template, conflicts) => {
    expect(priorityConflicts(template, computed)).toEqual(conflicts);
  });
});
