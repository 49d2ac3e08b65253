import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { HostMount } from '../host-mount';

/** Where the container sees the directory, unless told otherwise. */
const MOUNT_PATH = '/var/lib/node-exporter/textfile_collector';

/**
 * A directory of metrics in text files, which the exporter serves beside its own.
 *
 * @see https://github.com/prometheus/node_exporter#textfile-collector
 * @example
 * TextfileCollector.fromHostDirectory('/var/lib/node-exporter/metrics')
 */
export class TextfileCollector {
  /**
   * The keys of a ConfigMap that end in `.prom`: the same metrics on every node.
   *
   * @param mountPath where the container sees them, by default /var/lib/node-exporter/textfile_collector
   */
  public static fromConfigMap(configMap: kplus.IConfigMap, mountPath: string = MOUNT_PATH): TextfileCollector {
    return new TextfileCollector(mountPath, configMap);
  }

  /**
   * A directory of the node, which other programs write to. Created if missing.
   *
   * @throws if the path is not absolute.
   */
  public static fromHostDirectory(hostPath: string): TextfileCollector {
    return new TextfileCollector(MOUNT_PATH, undefined, HostMount.path(hostPath).orCreate().at(MOUNT_PATH));
  }

  private constructor(
    /** Where the container sees the directory. */
    public readonly mountPath: string,
    private readonly configMap?: kplus.IConfigMap,
    private readonly hostMount?: HostMount,
  ) {}

  /** @internal */
  public _hostMounts(): HostMount[] {
    return this.hostMount ? [this.hostMount] : [];
  }

  /** @internal */
  public _volumeMounts(scope: Construct): kplus.VolumeMount[] {
    if (!this.configMap) return [];
    const volume = kplus.Volume.fromConfigMap(scope, 'TextfileVolume', this.configMap, { name: 'textfile-collector' });
    return [{ path: this.mountPath, volume, readOnly: true }];
  }
}
