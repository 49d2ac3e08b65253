/**
 * A version of Windows Server, by the build that the kubelet writes into the label `node.kubernetes.io/windows-build`. A
 * container runs only on the version that its image was made for, unless it is a HostProcess container.
 *
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#nodekubernetesiowindows-build
 * @see https://learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
 */
export enum WindowsServer {
  /** Windows Server 2019. */
  LTSC_2019 = '10.0.17763',
  /** Windows Server 2022. */
  LTSC_2022 = '10.0.20348',
  /** Windows Server 2025. */
  LTSC_2025 = '10.0.26100',
}
