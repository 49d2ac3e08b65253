import { OptionFaults } from '../../../src/agents/option-faults';
import {
  WindowsCollector,
  WindowsCollectors,
  requireWindowsCollectors,
  windowsCollectorFlags,
} from '../../../src/agents/windows-exporter/windows-collectors';

test.each<[string, WindowsCollectors, string[]]>([
  ['nothing said', {}, ['--collectors.enabled=[defaults],container']],
  ['more', { enable: ['tcp', 'tcp', 'iis'] }, ['--collectors.enabled=[defaults],container,tcp,iis']],
  ['less', { disable: ['service'] }, ['--collectors.enabled=[defaults],container', '--collectors.disabled=service']],
  ['these alone', { only: ['cpu', 'os', 'cpu'] }, ['--collectors.enabled=cpu,os']],
])('%s', (_, collectors, flags) => {
  expect(windowsCollectorFlags(collectors)).toEqual(flags);
  expect(() => check(collectors)).not.toThrow();
});

test.each<[string, WindowsCollectors, string]>([
  [
    'an unknown one',
    { enable: ['memroy' as WindowsCollector] },
    'collectors.enable: "memroy" is unknown; did you mean memory?',
  ],
  ['one of Linux', { only: ['btrfs' as WindowsCollector] }, 'collectors.only: "btrfs" is unknown'],
  ['one that is on and off', { enable: ['tcp'], disable: ['tcp'] }, 'tcp is both enabled and disabled'],
  ['one that does not run', { disable: ['iis'] }, 'collectors.disable: iis does not run anyway'],
  ['none', { only: [] }, 'collectors.only is empty'],
  ['all and more', { only: ['cpu'], enable: ['tcp'] }, 'only says all that runs'],
])('%s is a fault', (_, collectors, fault) => {
  expect(() => check(collectors)).toThrow(fault);
});

function check(collectors: WindowsCollectors): void {
  const faults = new OptionFaults('WindowsExporter');
  requireWindowsCollectors(faults, collectors);
  faults.throwIfAny();
}
