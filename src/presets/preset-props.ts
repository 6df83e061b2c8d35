/** What the props of every preset have, beside an image. */
export interface PresetBaseProps {
  /**
   * Name of the container, a DNS label. The names of the volumes of the preset begin with it.
   *
   * @default - the name of the program, such as `cloud-sql-proxy`
   */
  readonly name?: string;

  /**
   * More arguments for the program, after the arguments of the preset.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * More environment variables by name, after the variables of the preset.
   *
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };

  /**
   * Resources as the Kubernetes API spells them, instead of the requests of the preset.
   *
   * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
   * @default - the requests that docs/presets.md lists, and no limits
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly resources?: any;

  /**
   * Fields of the security context as the Kubernetes API spells them. A field that is set replaces the field of the preset.
   *
   * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
   * @default - what Pod Security `restricted` accepts, with a read-only root filesystem, and `runAsUser` if the image has no numeric user
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- how jsii spells a JSON object in every language
  readonly securityContext?: any;
}

/** What the props of a preset with a default image have. */
export interface PresetProps extends PresetBaseProps {
  /**
   * Image reference. The preset expects the program, its paths and its user where the default image has them.
   *
   * @default - the image and tag that docs/presets.md lists
   */
  readonly image?: string;
}
