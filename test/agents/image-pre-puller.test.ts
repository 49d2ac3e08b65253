import { LOCKED_DOWN, Manifests, synthesize } from './role-fixture';
import { ImagePrePuller, ImagePrePullerProps } from '../../src/agents/image-pre-puller';
import { NodeSet } from '../../src/agents/node-set';
import { PriorityClass } from '../../src/agents/priority-class';
import { TolerationSet } from '../../src/agents/toleration-set';
import { ManifestValidator } from '../../src/kubernetes/validation/manifest-validator';

const IMAGES = ['registry.example.com/notebook:4.2.0', 'registry.example.com/distroless@sha256:' + '0a1b'.repeat(16)];

function manifests(props: Partial<ImagePrePullerProps> = {}): Manifests {
  return synthesize((chart) => new ImagePrePuller(chart, 'notebooks', { images: IMAGES, ...props }));
}

const agent = manifests();

test('every image is pulled by an init container, in their order, and ended by a tool that needs nothing of the image', () => {
  expect(agent.pod.initContainers.map(({ image, command }: any) => [image, command.join(' ')])).toEqual([
    ['docker.io/library/busybox:1.37.0-musl', 'cp /bin/busybox /pre-pull/busybox'],
    [IMAGES[0], '/pre-pull/busybox true'],
    [IMAGES[1], '/pre-pull/busybox true'],
  ]);
});

test('only the first container may write to the tool', () => {
  expect(agent.pod.initContainers.map(({ volumeMounts }: any) => volumeMounts[0].readOnly)).toEqual([
    undefined,
    true,
    true,
  ]);
});

test('it makes room for any workload and takes the place of none', () => {
  const priorityClass = agent.one('PriorityClass');

  expect(priorityClass).toMatchObject({ value: -5, preemptionPolicy: 'Never', metadata: { name: 'agents-notebooks' } });
  expect(priorityClass.metadata).not.toHaveProperty('namespace');
  expect(agent.pod.priorityClassName).toBe('agents-notebooks');
});

test('it is replaced everywhere at once, and nothing waits for its end', () => {
  expect(agent.daemonSet.spec.updateStrategy.rollingUpdate).toEqual({ maxUnavailable: '100%' });
  expect(agent.pod.terminationGracePeriodSeconds).toBe(0);
});

test('nothing in it has a privilege, a token or a path of the node', () => {
  expect(agent.pod).toMatchObject({
    automountServiceAccountToken: false,
    securityContext: { runAsUser: 65534, runAsNonRoot: true },
    volumes: [{ emptyDir: {} }],
  });
  for (const { securityContext } of [...agent.pod.containers, ...agent.pod.initContainers]) {
    expect(securityContext).toEqual({ ...LOCKED_DOWN, runAsNonRoot: true });
  }
});

test('it goes where the workload goes', () => {
  const { pod } = manifests({
    nodes: NodeSet.linux().withLabel('pool', 'notebooks'),
    tolerations: TolerationSet.taint('nvidia.com/gpu'),
  });

  expect(pod.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists' }]);
  expect(JSON.stringify(pod.affinity)).toContain('"notebooks"');
});

test('a class of the user is taken instead of a new one', () => {
  const own = manifests({ priorityClass: PriorityClass.named('placeholder') });

  expect(own.kinds).not.toContain('PriorityClass');
  expect(own.pod.priorityClassName).toBe('placeholder');
});

test('what is wrong with the images is told at once', () => {
  expect(() => manifests({ images: ['a b', 'c', 'c'] })).toThrow(
    'ImagePrePuller: images[0] is "a b": write a reference\nImagePrePuller: images[2] is c, which is in the list already',
  );
  expect(() => manifests({ images: [] })).toThrow('images is empty');
});

test('on Windows nodes the command shell of each image ends its pull, as a user without rights', () => {
  const windows = manifests({ nodes: NodeSet.windows() });
  const { pod, daemonSet } = windows;
  const all = [...pod.initContainers, ...pod.containers];

  expect(windows.all).toMatchSnapshot();
  expect(ManifestValidator.validate(daemonSet)).toEqual([]);
  expect(pod.os).toEqual({ name: 'windows' });
  expect(pod.tolerations).toEqual(TolerationSet.windows()._toKube());
  expect(pod.initContainers.map(({ image, command }: any) => [image, command.join(' ')])).toEqual(
    IMAGES.map((image) => [image, 'cmd.exe /c exit 0']),
  );
  for (const { securityContext } of all) {
    expect(securityContext).toEqual({ runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } });
  }
  expect(pod.volumes).toBeUndefined();
  expect(() => manifests({ nodes: NodeSet.windows(), toolImage: 'registry.example.com/tools:1' })).toThrow(
    'toolImage has no effect on Windows nodes',
  );
});

test('the whole of it', () => {
  expect(agent.all).toMatchSnapshot();
});
