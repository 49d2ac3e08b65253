import { unchecked } from './role-fixture';
import { SandboxRuntime } from '../../src/agents/runtime-installer/sandbox-runtime';

test.each<[string, () => unknown, string]>([
  [
    'a hypervisor that is none',
    () => SandboxRuntime.kata({ hypervisors: [unchecked('qemuu')] }),
    'hypervisors: "qemuu" is unknown; did you mean qemu?',
  ],
  [
    'a distribution that is none',
    () => SandboxRuntime.kata({ distribution: unchecked('k33s') }),
    'distribution: "k33s" is unknown; did you mean k3s?',
  ],
  ['a taint twice', () => SandboxRuntime.kata({ startupTaints: ['a', 'a'] }), 'startupTaints has "a" more than once'],
  ['no image', () => SandboxRuntime.gvisor({ installerImage: '' }), 'installerImage is ""'],
  [
    'a handler in capitals',
    () => SandboxRuntime.gvisor({ installerImage: 'runsc:1', handler: 'Runsc' }),
    'handler is "Runsc"',
  ],
])('%s is refused', (_, make, fault) => {
  expect(make).toThrow(fault);
});
