import { NodeSet } from '../../src/agents/node-set';
import { WindowsServer } from '../../src/agents/windows-server';

test('builds are those that Windows Server reports as its version', () => {
  expect({ ...WindowsServer }).toEqual({
    LTSC_2019: '10.0.17763',
    LTSC_2022: '10.0.20348',
    LTSC_2025: '10.0.26100',
  });
});

test.each<[string, NodeSet, string[] | undefined]>([
  ['Linux', NodeSet.linux(), undefined],
  ['any system', NodeSet.all(), undefined],
  ['Windows or Linux', NodeSet.anyOf(NodeSet.windows(), NodeSet.linux()), undefined],
  ['Windows', NodeSet.windows(), []],
  ['a version', NodeSet.windows(WindowsServer.LTSC_2022), ['10.0.20348']],
  ['a version and a pool', NodeSet.windows(WindowsServer.LTSC_2022).withLabel('pool', 'web'), ['10.0.20348']],
  ['two versions', NodeSet.windows(WindowsServer.LTSC_2025, WindowsServer.LTSC_2022), ['10.0.20348', '10.0.26100']],
  [
    'a version in one alternative alone',
    NodeSet.anyOf(NodeSet.windows(WindowsServer.LTSC_2022), NodeSet.windows().withLabel('pool', 'web')),
    [],
  ],
])('what a set of %s says of Windows', (_, nodes, builds) => {
  expect(nodes._windowsBuilds()).toEqual(builds);
});
