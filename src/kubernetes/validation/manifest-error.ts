/**
 * What kind of mistake it is, in the API server's own words; `UnknownField` is what strict field validation reports
 * while it decodes.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/field/errors.go
 */
export type ManifestErrorType =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueDuplicate'
  | 'FieldValueForbidden'
  | 'FieldValueNotFound'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueTypeInvalid'
  | 'UnknownField';

/** One reason why the API server would refuse a manifest. */
export interface ManifestError {
  /** The kind of mistake, such as `FieldValueRequired`. */
  readonly type: ManifestErrorType;
  /** The path of the field as the API server writes it, such as `spec.template.spec.containers[0].image`. */
  readonly field: string;
  /**
   * The value that stands there.
   * @default - nothing does
   */
  readonly value?: any;
  /** The rule that it breaks. */
  readonly detail: string;
  /**
   * What to write instead.
   * @default - nothing comes to mind
   */
  readonly fix?: string;
}
