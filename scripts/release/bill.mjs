import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

/** @typedef {import('../../sidecar-runtime/native/make/parts.mjs').Part} Part */

/**
 * A file of the release: its name, and the hash that tells it.
 *
 * @typedef {object} Artefact
 * @property {string} file from the folder of the release
 * @property {string} sha256
 */

/**
 * What is described: something of ours, with what is inside it or installed beside it.
 *
 * @typedef {object} Product
 * @property {string} name
 * @property {string} version
 * @property {'application' | 'container' | 'library'} type
 * @property {string} purl
 * @property {string} description
 * @property {Artefact[]} artefacts the files that a user downloads
 * @property {Part[]} inside compiled or copied into these files
 * @property {Installed[]} beside npm installs them with it
 * @property {Artefact[]} executables in the product, each made of the parts inside
 */

/**
 * An npm package.
 *
 * @typedef {Part & { integrity: string, dependencies: string[] }} Installed with its hash in the lock file, and the purls that it needs
 */

const MAINTAINERS = 'The cdk8s-startgate maintainers';

/**
 * The bill of materials of a product, as CycloneDX 1.6 in JSON. Nothing in it is of the time or the place of its making.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 * @param {Product} product
 * @param {Date} date that the release names
 * @param {Record<string, string>} tools that decide the bytes, and their versions
 */
export function billOf(product, date, tools) {
  const { name, version, type, purl, description, artefacts, inside, beside, executables } = product;
  const parts = inside.map((part) => component(part, 'inside'));
  const installed = beside.map((part) => component(part, 'installed beside'));
  const programs = executables.map(({ file, sha256 }) => new Models.Component(Enums.ComponentType.File, file, {
    bomRef: file, version, licenses: license('Apache-2.0'), hashes: sha256Hash(sha256), scope: Enums.ComponentScope.Required,
    dependencies: new Models.BomRefRepository(parts.map(({ bomRef }) => bomRef)),
  }));
  installed.forEach((one, index) => {
    const needs = beside[index]?.dependencies ?? [];
    installed.filter((other) => needs.includes(other.purl ?? '')).forEach((other) => one.dependencies.add(other.bomRef));
  });
  const described = new Models.Component(Enums.ComponentType[TYPES[type]], name, {
    bomRef: purl, version, purl, description, licenses: license('Apache-2.0'),
    supplier: new Models.OrganizationalEntity({ name: MAINTAINERS }),
    externalReferences: new Models.ExternalReferenceRepository(artefacts.map(({ file, sha256 }) =>
      new Models.ExternalReference(file, Enums.ExternalReferenceType.Distribution, { hashes: sha256Hash(sha256) }))),
    // what is inside an executable is a dependency of that
    dependencies: new Models.BomRefRepository([...(programs.length > 0 ? programs : parts), ...installed].map(({ bomRef }) => bomRef)),
  });
  const bom = new Models.Bom({
    metadata: new Models.Metadata({
      timestamp: date,
      component: described,
      supplier: new Models.OrganizationalEntity({ name: MAINTAINERS }),
      // another zlib compresses to other bytes
      properties: new Models.PropertyRepository(Object.entries(tools).map(([tool, used]) => new Models.Property(`startgate:made-with:${tool}`, used))),
      lifecycles: new Models.LifecycleRepository([Enums.LifecyclePhase.Build]),
    }),
    components: new Models.ComponentRepository([...programs, ...parts, ...installed]),
  });
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

const TYPES = /** @type {const} */ ({ application: 'Application', container: 'Container', library: 'Library' });

/**
 * @param {Part & Partial<Installed>} part
 * @param {'inside' | 'installed beside'} delivery
 */
function component({ name, version, license: id, purl, cpe, what, text, source, integrity }, delivery) {
  const [, group, plain] = /^(?:(@[^/]+)\/)?(.*)$/u.exec(name) ?? [];
  const result = new Models.Component(Enums.ComponentType.Library, plain ?? name, {
    bomRef: purl, version, purl, description: what, licenses: license(id, text), scope: Enums.ComponentScope.Required,
    properties: new Models.PropertyRepository([new Models.Property('startgate:delivery', delivery)]),
  });
  if (group !== undefined) result.group = group;
  if (cpe !== undefined) result.cpe = /** @type {import('@cyclonedx/cyclonedx-library').Types.CPE} */ (cpe);
  if (integrity !== undefined) {
    const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    result.hashes = new Models.HashDictionary([[Enums.HashAlgorithm['SHA-512'], hash]]);
  }
  if (source !== undefined) {
    const { SourceDistribution } = Enums.ExternalReferenceType;
    result.externalReferences.add(new Models.ExternalReference(source.url, SourceDistribution, { hashes: sha256Hash(source.sha256) }));
  }
  return result;
}

/**
 * @param {string} id a license that SPDX lists
 * @param {string} [text]
 */
function license(id, text) {
  const result = new Models.SpdxLicense(/** @type {import('@cyclonedx/cyclonedx-library').SPDX.SpdxId} */ (id));
  if (text !== undefined) result.text = new Models.Attachment(text, { contentType: 'text/plain' });
  return new Models.LicenseRepository([result]);
}

/** @param {string} hash */
function sha256Hash(hash) {
  return new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], hash]]);
}
