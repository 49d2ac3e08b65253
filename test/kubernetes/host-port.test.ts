import fc from 'fast-check';
import { podSpec } from './fixture';
import {
  HostPort,
  hostPortFaults,
  hostPortToString,
  hostPorts,
  hostPortsConflict,
} from '../../src/kubernetes/host-port';
import { kubernetesVersion } from '../../src/kubernetes/kubernetes-version';

const NEWEST = kubernetesVersion('1.36');

function portsOf(spec: object, version = NEWEST): string[] {
  return hostPorts(podSpec(spec), version).map(hostPortToString);
}

function withPorts(...ports: object[]): object {
  return { containers: [{ name: 'a', ports }] };
}

function hostPort(port: number, protocol = 'TCP', hostIP = '0.0.0.0'): HostPort {
  return { port, protocol, hostIP };
}

describe('GetHostPorts', () => {
  test.each<[string, object, string[]]>([
    ['no ports', withPorts(), []],
    ['a container port is not on the node', withPorts({ containerPort: 80 }), []],
    ['hostPort 0 means none', withPorts({ containerPort: 80, hostPort: 0 }), []],
    ['a host port', withPorts({ containerPort: 80, hostPort: 8080 }), ['8080/TCP']],
    ['the protocol', withPorts({ containerPort: 53, hostPort: 53, protocol: 'UDP' }), ['53/UDP']],
    ['SCTP', withPorts({ containerPort: 53, hostPort: 53, protocol: 'SCTP' }), ['53/SCTP']],
    ['an empty protocol means TCP', withPorts({ containerPort: 53, hostPort: 53, protocol: '' }), ['53/TCP']],
    ['an address', withPorts({ containerPort: 80, hostPort: 80, hostIP: '127.0.0.1' }), ['127.0.0.1:80/TCP']],
    ['an empty address means every one', withPorts({ containerPort: 80, hostPort: 80, hostIP: '' }), ['80/TCP']],
    [
      'every container counts',
      {
        containers: [
          { name: 'a', ports: [{ containerPort: 1, hostPort: 1 }] },
          { name: 'b', ports: [{ containerPort: 2, hostPort: 2 }] },
        ],
      },
      ['1/TCP', '2/TCP'],
    ],
    [
      'ordinary init containers never count',
      { initContainers: [{ name: 'i', ports: [{ containerPort: 1, hostPort: 1 }] }] },
      [],
    ],
  ])('%s', (_, spec, ports) => {
    expect(portsOf(spec)).toEqual(ports);
  });

  const withSidecar = {
    initContainers: [{ name: 's', restartPolicy: 'Always', ports: [{ containerPort: 1, hostPort: 1 }] }],
  };

  test.each([
    ['1.36', ['1/TCP']],
    ['1.28', []],
  ])('sidecars in %s: %j', (version, ports) => {
    expect(portsOf(withSidecar, kubernetesVersion(version))).toEqual(ports);
  });
});

describe('defaultHostNetworkPorts', () => {
  test('with host network every declared port is on the node', () => {
    const spec = { hostNetwork: true, ...withPorts({ containerPort: 9100 }, { containerPort: 53, protocol: 'UDP' }) };
    expect(portsOf(spec)).toEqual(['9100/TCP', '53/UDP']);
  });

  test('of sidecars as well, and never of ordinary init containers', () => {
    const ports = [{ containerPort: 1 }];
    const spec = {
      hostNetwork: true,
      initContainers: [
        { name: 's', restartPolicy: 'Always', ports },
        { name: 'i', ports },
      ],
    };
    expect(portsOf(spec)).toEqual(['1/TCP']);
  });

  test('what is not declared is not known', () => {
    expect(portsOf({ hostNetwork: true })).toEqual([]);
  });
});

describe('HostPortInfo.CheckConflict', () => {
  test.each<[HostPort, HostPort, boolean]>([
    [hostPort(9100), hostPort(9100), true],
    [hostPort(9100), hostPort(9101), false],
    [hostPort(9100, 'UDP'), hostPort(9100), false],
    [hostPort(9100, 'SCTP'), hostPort(9100, 'SCTP'), true],
    [hostPort(9100), hostPort(9100, 'TCP', '127.0.0.1'), true],
    [hostPort(9100, 'UDP'), hostPort(9100, 'TCP', '127.0.0.1'), false],
    [hostPort(9100, 'TCP', '127.0.0.1'), hostPort(9100, 'TCP', '127.0.0.1'), true],
    [hostPort(9100, 'TCP', '10.0.0.1'), hostPort(9100, 'TCP', '127.0.0.1'), false],
    [hostPort(9100, 'TCP', '::'), hostPort(9100, 'TCP', '127.0.0.1'), false],
    [hostPort(9100, 'TCP', '::'), hostPort(9100, 'TCP', '::1'), false],
    [hostPort(9100, 'TCP', '::'), hostPort(9100), true],
  ])('%j and %j: %s', (a, b, conflict) => {
    expect(hostPortsConflict(a, b)).toBe(conflict);
    expect(hostPortsConflict(b, a)).toBe(conflict);
  });

  test('a port conflicts with itself, and a conflict is mutual', () => {
    const any = fc.record({
      port: fc.integer({ min: 1, max: 3 }),
      protocol: fc.constantFrom('TCP', 'UDP'),
      hostIP: fc.constantFrom('0.0.0.0', '127.0.0.1', '::'),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(hostPortsConflict(a, a)).toBe(true);
        expect(hostPortsConflict(a, b)).toBe(hostPortsConflict(b, a));
      }),
    );
  });
});

describe('checkHostPortConflicts', () => {
  const port = (containerPort: number, more: object = {}) => ({ containerPort, ...more });
  const two = (a: object, b: object, more: object = {}) => ({
    containers: [
      { name: 'a', ports: [a] },
      { name: 'b', ports: [b] },
    ],
    ...more,
  });

  test.each<[string, object, string[]]>([
    ['the same port of two containers', two(port(80), port(80)), []],
    [
      'the same port of two containers on the host network',
      two(port(80), port(80), { hostNetwork: true }),
      ['the host port TCP//80 is declared twice'],
    ],
    [
      'one written out, one by default',
      two(port(80, { hostPort: 80 }), port(80, { protocol: 'TCP' }), { hostNetwork: true }),
      ['the host port TCP//80 is declared twice'],
    ],
    ['another protocol', two(port(80), port(80, { protocol: 'UDP' }), { hostNetwork: true }), []],
    [
      'every address, written in two ways',
      two(port(80, { hostPort: 80, hostIP: '0.0.0.0' }), port(80, { hostPort: 80 })),
      [],
    ],
    [
      'init containers, which are alone with theirs',
      {
        ...two(port(80), port(81)),
        hostNetwork: true,
        initContainers: [{ name: 'i', ports: [port(80), port(82), port(82)] }],
      },
      ['the host port TCP//82 is declared twice'],
    ],
  ])('%s', (_, spec, faults) => {
    expect(hostPortFaults(podSpec(spec))).toEqual(faults);
  });
});
