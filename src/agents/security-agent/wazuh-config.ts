import type { WazuhOptions } from './wazuh-options';

export const WATCHED = ['/etc', '/usr/bin', '/usr/sbin'];
export const LOGS = ['/var/log/syslog', '/var/log/messages', '/var/log/auth.log', '/var/log/secure'];

/**
 * The content of `ossec.conf`. Paths of the node lie below `/host`, and values are known to be free of markup.
 *
 * @see https://documentation.wazuh.com/current/user-manual/reference/ossec-conf/index.html
 */
export function wazuhConfig(options: WazuhOptions): string {
  const { manager, managerPort = 1514, registrationServer = manager, registrationPort = 1515 } = options;
  const { groups = [], watchedDirectories = WATCHED, logs = LOGS } = options;
  const nodeLogs = logs.flatMap((log) => [
    '  <localfile>',
    '    <log_format>syslog</log_format>',
    `    <location>/host${log}</location>`,
    '  </localfile>',
  ]);
  return [
    '<ossec_config>',
    '  <client>',
    '    <server>',
    `      <address>${manager}</address>`,
    `      <port>${managerPort}</port>`,
    '      <protocol>tcp</protocol>',
    '    </server>',
    '    <enrollment>',
    '      <enabled>yes</enabled>',
    `      <manager_address>${registrationServer}</manager_address>`,
    `      <port>${registrationPort}</port>`,
    // Filled in at start by the image, which knows the name of the node from its environment.
    '      <agent_name>CHANGEE_AGENT_NAME</agent_name>',
    ...(groups.length > 0 ? [`      <groups>${groups.join(',')}</groups>`] : []),
    '      <authorization_pass_path>etc/authd.pass</authorization_pass_path>',
    '    </enrollment>',
    '    <auto_restart>no</auto_restart>',
    '  </client>',
    '  <syscheck>',
    '    <disabled>no</disabled>',
    '    <frequency>43200</frequency>',
    ...watchedDirectories.map((directory) => `    <directories>/host${directory}</directories>`),
    '  </syscheck>',
    ...nodeLogs,
    '  <active-response>',
    '    <disabled>yes</disabled>',
    '  </active-response>',
    '</ossec_config>',
    '',
  ].join('\n');
}
