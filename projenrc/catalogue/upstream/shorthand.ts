/** What watchers do. */
export const READ = 'get list watch';

/** The capabilities that a runtime gives unless they are dropped. */
export const DEFAULT = ['DEFAULT'];

export const KUBELET = '/var/lib/kubelet';
