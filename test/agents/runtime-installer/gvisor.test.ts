import { RuntimeInstaller } from '../../../src/agents/runtime-installer';
import { GvisorOptions } from '../../../src/agents/runtime-installer/gvisor-options';
import { SandboxRuntime } from '../../../src/agents/runtime-installer/sandbox-runtime';
import { ManifestValidator } from '../../../src/kubernetes/validation/manifest-validator';
import { hostMountsOf, LOCKED_DOWN, Manifests, synthesize } from '../role-fixture';

const installerImage = 'registry.example.com/runsc-installer:20260810';

function manifests(options: Partial<GvisorOptions> = {}): Manifests {
  return synthesize((chart) => {
    new RuntimeInstaller(chart, 'gvisor', { runtime: SandboxRuntime.gvisor({ installerImage, ...options }) });
  });
}

const agent = manifests();
const [install] = agent.pod.initContainers;

test('it installs with all privileges, and then waits without any', () => {
  expect(install).toMatchObject({ image: installerImage, securityContext: { privileged: true } });
  expect(hostMountsOf(install, agent.pod)).toEqual(['/ /host rw Directory HostToContainer']);
  expect(agent.container.securityContext).toEqual({ ...LOCKED_DOWN, runAsNonRoot: true });
  expect(agent.container.volumeMounts).toBeUndefined();
  expect(agent.pod).toMatchObject({ hostPID: true, automountServiceAccountToken: false });
  expect(ManifestValidator.validate(agent.daemonSet)).toEqual([]);
});

test('a label opts nodes in, whatever their taints, and pods of the runtime go there', () => {
  const own = manifests({ optIn: 'example.com/sandbox=yes', runtimeClassName: 'sandbox', handler: 'gvisor' });

  expect(JSON.stringify(agent.pod.affinity)).toContain('"sandbox.gke.io/runtime","operator":"In","values":["gvisor"]');
  expect(agent.pod.tolerations).toEqual([{ operator: 'Exists' }]);
  expect(agent.one('RuntimeClass')).toEqual({
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'gvisor' },
    handler: 'runsc',
    scheduling: { nodeSelector: { 'sandbox.gke.io/runtime': 'gvisor' } },
  });
  expect(own.one('RuntimeClass')).toMatchObject({
    metadata: { name: 'sandbox' },
    handler: 'gvisor',
    scheduling: { nodeSelector: { 'example.com/sandbox': 'yes' } },
  });
});

test('flags of runsc are told in one order, whatever order they are given in', () => {
  const flags = manifests({ flags: { platform: 'systrap', debug: 'true' } });

  expect(flags.pod.initContainers[0].env).toEqual([
    { name: 'RUNSC_CONFIG_FLAG_OVERRIDE', value: '--debug=true --platform=systrap' },
  ]);
});

test('everything wrong is told at once', () => {
  const options = {
    installerImage: '',
    optIn: 'sandbox',
    runtimeClassName: 'G',
    handler: 'run.sc',
    flags: { '-p': 'a b' },
  };
  expect(() => SandboxRuntime.gvisor(options)).toThrow(
    [
      'SandboxRuntime.gvisor: installerImage is "": write a reference',
      'SandboxRuntime.gvisor: optIn is "sandbox": write a label as key=value',
      'SandboxRuntime.gvisor: runtimeClassName is "G", which is no DNS subdomain',
      'SandboxRuntime.gvisor: handler is "run.sc": write lower case letters, digits and "-"',
      'SandboxRuntime.gvisor: flags: "-p" is no name of a flag',
      'SandboxRuntime.gvisor: flags: -p is "a b": write one word',
    ].join('\n'),
  );
});

test('the whole chart', () => {
  expect(agent.all).toMatchSnapshot();
});
