import { logDirectories, requireWindowsMonitors } from '../../../src/agents/node-problem-detector/windows-monitors';
import { OptionFaults } from '../../../src/agents/option-faults';

const monitor = (logPath: string, plugin = 'filelog') => JSON.stringify({ plugin, logPath, source: 'disk', rules: [] });

function check(shipped: string[], logMonitors: Record<string, string>): void {
  const faults = new OptionFaults('monitors');
  requireWindowsMonitors(faults, shipped, logMonitors);
  faults.throwIfAny();
}

test('the directories of logs are seen, each once and in order, and only to read', () => {
  const own = {
    'b.json': monitor('C:\\ProgramData\\Disk\\disk.log'),
    'a.json': monitor('C:\\etc\\kubernetes\\logs\\kubelet.log'),
  };
  const mounts = logDirectories(['windows-containerd-monitor-filelog.json'], own);

  expect(mounts.map(({ hostPath, mountPath, readOnly, type }) => [hostPath, mountPath, readOnly, type])).toEqual([
    ['C:\\ProgramData\\Disk', 'C:\\ProgramData\\Disk', true, 'Directory'],
    ['C:\\etc\\kubernetes\\logs', 'C:\\etc\\kubernetes\\logs', true, 'Directory'],
  ]);
});

test('what reads files of the drive C is taken', () => {
  expect(() =>
    check(['windows-containerd-monitor-filelog.json'], { 'a.json': monitor('C:\\logs\\a.log') }),
  ).not.toThrow();
});

test.each(['kernel-monitor.json', 'windows-health-checker-kubelet.json', 'windows-defender-monitor.json'])(
  '%s of the image is refused, and told what works',
  (name) => {
    expect(() => check([name], {})).toThrow(
      `monitors: "${name}" does not work on Windows nodes; of the image windows-containerd-monitor-filelog.json does`,
    );
  },
);

test.each([
  ['a path of Linux', monitor('/var/log/messages')],
  ['another plugin', monitor('C:\\logs\\a.log', 'kmsg')],
  ['no path', '{"plugin":"filelog"}'],
  ['a whole drive', monitor('C:\\a.log')],
  ['a way up', monitor('C:\\logs\\..\\a.log')],
  ['a list', '[]'],
  ['no JSON', '{'],
])('a monitor with %s is refused', (_, text) => {
  expect(() => check([], { 'a.json': text })).toThrow(
    'a.json: on Windows nodes write "plugin": "filelog", and a logPath such as "C:\\\\logs\\\\containerd.log"',
  );
});
