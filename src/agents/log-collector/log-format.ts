/** How the container runtime writes the lines of a container's log. */
export enum LogFormat {
  /**
   * The format of the Container Runtime Interface, which containerd and CRI-O write.
   *
   * @see https://kubernetes.io/docs/concepts/cluster-administration/logging/
   */
  CRI = 'cri',

  /**
   * JSON lines, as Docker's json-file driver writes them. The files in /var/log/containers then lead to
   * /var/lib/docker/containers, so that directory is mounted as well.
   */
  DOCKER = 'docker',
}
