import { Row, containerErrors, podErrors } from './fixture';

describe('validateContainerPorts', () => {
  test.each<Row>([
    ['a name and a number', [{ name: 'metrics', containerPort: 9100 }], []],
    ['no number', [{ name: 'metrics' }], ['Required ports[0].containerPort']],
    ['a number over 65535', [{ containerPort: 65536 }], ['Invalid ports[0].containerPort']],
    ['a negative host port', [{ containerPort: 1, hostPort: -1 }], ['Invalid ports[0].hostPort']],
    ['an unknown protocol', [{ containerPort: 1, protocol: 'tcp' }], ['NotSupported ports[0].protocol']],
    ['a name that is too long', [{ name: 'abcdefghijklmnop', containerPort: 1 }], ['Invalid ports[0].name']],
    ['a name without a letter', [{ name: '9100', containerPort: 1 }], ['Invalid ports[0].name']],
    ['a name in capitals', [{ name: 'Metrics', containerPort: 1 }], ['Invalid ports[0].name']],
    [
      'a name with hyphens in a row, and at the end',
      [{ name: 'a--', containerPort: 1 }],
      ['Invalid ports[0].name', 'Invalid ports[0].name'],
    ],
    [
      'a name twice',
      [
        { name: 'http', containerPort: 1 },
        { name: 'http', containerPort: 2 },
      ],
      ['Duplicate ports[1].name'],
    ],
  ])('%s', (_, ports, errors) => {
    expect(containerErrors({ ports })).toEqual(errors);
  });
});

describe('AccumulateUniqueHostPorts', () => {
  const container = (name: string, ...ports: object[]) => ({ name, image: 'agent', ports });
  const port = (more: object = {}) => ({ containerPort: 53, hostPort: 53, ...more });

  test.each<Row>([
    ['two protocols', [container('a', port({ protocol: 'TCP' }), port({ protocol: 'UDP' }))], []],
    ['two addresses', [container('a', port({ hostIP: '127.0.0.1' })), container('b', port())], []],
    ['twice in a container', [container('a', port(), port())], ['Duplicate containers[0].ports[1].hostPort']],
    [
      'twice in a pod, TCP by default',
      [container('a', port()), container('b', port({ protocol: 'TCP' }))],
      ['Duplicate containers[1].ports[0].hostPort'],
    ],
  ])('%s', (_, containers, errors) => {
    expect(podErrors({ containers })).toEqual(errors);
  });

  test('init containers run one by one, and may share a port', () => {
    expect(podErrors({ initContainers: [container('a', port()), container('b', port())] })).toEqual([]);
    expect(podErrors({ initContainers: [container('a', port(), port())] })).toEqual([
      'Duplicate initContainers[0].ports[1].hostPort',
    ]);
  });
});
