import { Capability, ContainerSecurityContextProps, SeccompProfile, SeccompProfileType } from 'cdk8s-plus-28';

/** Windows' own account for processes that manage the node. */
const WINDOWS_SYSTEM = 'NT AUTHORITY\\SYSTEM';

/**
 * What a container may do on its node: nothing, then exactly what is asked.
 *
 * Every one but a privileged container drops all capabilities, cannot gain privileges, runs under the container runtime's
 * default seccomp profile, and cannot write to its own image.
 *
 * Privileges never change: every method returns new ones.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 * @example
 * Privileges.capabilities(Capability.DAC_READ_SEARCH);
 */
export class Privileges {
  /**
   * No capability, and any user but root. An image whose own user is root does not start with it: say `asUser()` or `asRoot()`.
   */
  public static none(): Privileges {
    return new Privileges({
      ensureNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [Capability.ALL] },
      seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
    });
  }

  /**
   * These capabilities and no other. Runs as root: Linux gives an added capability to no other user unless the program file
   * carries it, and `allowPrivilegeEscalation: false` ignores what the file carries.
   *
   * @throws when no capability is given, or `ALL` is
   */
  public static capabilities(...capabilities: Capability[]): Privileges {
    if (capabilities.length === 0 || capabilities.includes(Capability.ALL)) {
      throw new Error(
        `Privileges.capabilities(${capabilities.join(', ')}): name the capabilities that are needed, without ALL. ` +
          'For none write Privileges.none(), for all write Privileges.privileged() and say why.',
      );
    }
    return Privileges.none()
      .asRoot()
      .with({ capabilities: { add: [...new Set(capabilities)], drop: [Capability.ALL] } });
  }

  /**
   * Everything root can do on the node: all capabilities and devices, no seccomp profile.
   *
   * @param reason why the agent needs it, in words; kept as an annotation of the DaemonSet
   * @throws when the reason is empty
   */
  public static privileged(reason: string): Privileges {
    assertReason('privileged', reason);
    return new Privileges({ privileged: true, ensureNonRoot: false, user: 0, readOnlyRootFilesystem: true }, reason);
  }

  /**
   * A Windows HostProcess container: a process of the node itself. Needs `hostNetwork: true` and `NodeSet.windows()`.
   *
   * @param reason why the agent needs it, in words; kept as an annotation of the DaemonSet
   * @param userName the Windows account, by default `NT AUTHORITY\SYSTEM`
   * @throws when the reason is empty
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/
   */
  public static hostProcess(reason: string, userName: string = WINDOWS_SYSTEM): Privileges {
    assertReason('hostProcess', reason);
    return new Privileges({ ensureNonRoot: false }, reason, { hostProcess: true, runAsUserName: userName });
  }

  private constructor(
    private readonly context: ContainerSecurityContextProps,
    /** Why the container is privileged; undefined when it is not. */
    public readonly reason?: string,
    private readonly windowsOptions?: Record<string, any>,
    private readonly confinement?: Record<string, any>,
    /** Why the container has no AppArmor profile; undefined when it has one. */
    public readonly unconfinedReason?: string,
  ) {}

  /** The same, as user 0: what reading root's files of the node takes. */
  public asRoot(): Privileges {
    return this.with({ user: 0, ensureNonRoot: false });
  }

  /**
   * The same, as this user, and group if given. User 0 is `asRoot()`.
   *
   * @throws when the user or group is not a whole number of 0 or more
   */
  public asUser(user: number, group?: number): Privileges {
    for (const id of [user, group ?? 0]) {
      if (!Number.isInteger(id) || id < 0) {
        throw new Error(`Privileges.asUser(): ${id} is not a user or group id; write a whole number of 0 or more.`);
      }
    }
    return this.with({ user, group, ensureNonRoot: user !== 0 });
  }

  /**
   * The same, as this account of a Windows container: `ContainerUser`, or `ContainerAdministrator`, which may read what is the
   * system's on mounted paths and is no administrator of the node.
   *
   * @throws when the name is empty
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/
   */
  public asWindowsUser(userName: string): Privileges {
    if (!userName?.trim()) {
      throw new Error("Privileges.asWindowsUser() needs the name of an account, such as 'ContainerUser'.");
    }
    const { context, reason, windowsOptions, confinement, unconfinedReason } = this;
    const ensureNonRoot = !reason && userName.toLowerCase() !== 'containeradministrator';
    const options = { ...windowsOptions, runAsUserName: userName };
    return new Privileges({ ...context, ensureNonRoot }, reason, options, confinement, unconfinedReason);
  }

  /** The same, with a root file system the container may write to. Prefer an `emptyDir` volume where it writes. */
  public withWritableRootFilesystem(): Privileges {
    return this.with({ readOnlyRootFilesystem: false });
  }

  /** The same, under another seccomp profile than the runtime's default. */
  public withSeccompProfile(profile: SeccompProfile): Privileges {
    return this.with({ seccompProfile: profile });
  }

  /**
   * The same, without an AppArmor profile, which nodes with AppArmor otherwise give every container: its default forbids to
   * look into other processes and to mount. Clusters before Kubernetes 1.30 know an annotation only, and ignore this.
   * A privileged container has none anyway.
   *
   * @param reason what the agent does that the default profile forbids; kept as an annotation of the DaemonSet
   * @throws when the reason is empty
   * @see https://kubernetes.io/docs/tutorials/security/apparmor/
   */
  public withoutAppArmor(reason: string): Privileges {
    assertReason('withoutAppArmor', reason);
    return this.context.privileged || this.windowsOptions
      ? this
      : this.confinedBy({ appArmorProfile: { type: 'Unconfined' } }, reason);
  }

  /**
   * The same, under another type of SELinux than that of containers, such as `spc_t`, which is not confined.
   *
   * @param type the type of its processes
   * @param level the level they run at, by default `s0`
   * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container
   */
  public withSeLinuxType(type: string, level: string = 's0'): Privileges {
    return this.confinedBy({ seLinuxOptions: { type, level } });
  }

  /** @internal */
  public _toSecurityContext(): ContainerSecurityContextProps {
    return this.context;
  }

  /** @internal */
  public _windowsOptions(): Record<string, any> | undefined {
    return this.windowsOptions;
  }

  /**
   * Fields of the security context of which cdk8s-plus does not know.
   * @internal
   */
  public _confinement(): Record<string, any> | undefined {
    return this.confinement;
  }

  private with(context: ContainerSecurityContextProps): Privileges {
    const { reason, windowsOptions, confinement, unconfinedReason } = this;
    return new Privileges({ ...this.context, ...context }, reason, windowsOptions, confinement, unconfinedReason);
  }

  private confinedBy(fields: Record<string, any>, unconfinedReason = this.unconfinedReason): Privileges {
    const { context, reason, windowsOptions, confinement } = this;
    return new Privileges(context, reason, windowsOptions, { ...confinement, ...fields }, unconfinedReason);
  }
}

function assertReason(factory: string, reason: string): void {
  if (!reason?.trim()) {
    throw new Error(
      `Privileges.${factory}() needs a reason in words: what does the agent do that nothing less allows?`,
    );
  }
}
