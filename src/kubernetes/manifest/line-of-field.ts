import { Manifest } from './manifest';

/**
 * The line where a field stands, given by a path such as `spec.ports[0].name`, or the nearest one around it. Quoted keys,
 * of labels and the like, stop at their map.
 */
export function lineOfField({ locate }: Manifest, field: string): number | undefined {
  const [path] = field.split(/\[[^0-9\]]/);
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  return locate?.(keys.map((key) => (/^[0-9]+$/.test(key) ? Number(key) : key)));
}
