import { picturedWorkload } from '../picture/from-explanation';
import { listManifest } from '../picture/manifest-listing';
import { pageOf } from '../picture/page';
import type { ExplainFormat } from './format';

export const htmlFormat: ExplainFormat = {
  showsManifests: true,
  write: (workloads, manifests, drawn) => pageOf(workloads.map((workload, index) => ({
    picture: picturedWorkload(workload),
    manifest: listManifest(manifests[index]!, workload.containers.map(({ name }) => name)),
    gates: workload.gates,
    findings: workload.findings,
  })), drawn),
};
