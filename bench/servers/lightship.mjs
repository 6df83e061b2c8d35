import { createLightship } from 'lightship';
import { report } from './report.mjs';

const lightship = await createLightship({ detectKubernetes: false, port: 0 });
lightship.signalReady();
report(lightship.server.address().port);
