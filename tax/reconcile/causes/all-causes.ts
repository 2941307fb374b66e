/** Every cause that is tried, by the files that know of them. */
import type { Cause, OpenCause, Setting } from '../cause.ts';
import {
  averageBasisCauses,
  keptGainCauses,
  liquidationNotInBasisCauses,
  returnNotInBasisCauses,
  washSaleCauses,
} from './basis.ts';
import { versionCauses, withoutAllocationCauses } from './documents.ts';
import { entitlementCauses, settlementCauses, transferCauses } from './entitled.ts';
import {
  holdingPeriodCauses,
  keptGainPaidCauses,
  roundingCauses,
  totalWithout1250Causes,
} from './forms.ts';
import { movedLotCauses } from './lots-moved.ts';
import { openMissingCauses, unknownLotCauses } from './missing.ts';
import { inLieuCauses, januaryCauses, partInLieuCauses, partOfYearCauses } from './payments.ts';
import { openPlanReinvestments } from './missing-plan.ts';
import { neighbourPaymentCauses } from './neighbour-payments.ts';
import { rowsAloneCauses } from './rows-alone.ts';
import { saleFeeCauses } from './sale-fees.ts';
import { discountCauses, openPlanCauses } from './plans.ts';

const OF_BOXES = [
  januaryCauses,
  neighbourPaymentCauses,
  settlementCauses,
  entitlementCauses,
  totalWithout1250Causes,
  holdingPeriodCauses,
  keptGainPaidCauses,
  discountCauses,
  versionCauses,
  withoutAllocationCauses,
  roundingCauses,
  transferCauses,
  partOfYearCauses,
  inLieuCauses,
  unknownLotCauses,
  movedLotCauses,
  keptGainCauses,
];
const OF_SALES = [
  returnNotInBasisCauses,
  liquidationNotInBasisCauses,
  washSaleCauses,
  averageBasisCauses,
  saleFeeCauses,
  rowsAloneCauses,
];

/** A cause of the boxes that leaves sales as they are: the broker keeps bases apart from its forms. */
function withoutSales(cause: Cause): Cause {
  return {
    ...cause,
    size: cause.size + 1,
    change: (practice) => ({ ...cause.change(practice), basis: practice.basis }),
  };
}

/** What can be tried as it is. */
export function causesIn(setting: Setting): Cause[] {
  const ofBoxes = OF_BOXES.flatMap((find) => find(setting));
  if (setting.forms.sales.length === 0) return ofBoxes;
  const ofSales = OF_SALES.flatMap((find) => find(setting));
  return [...ofBoxes, ...ofSales, ...ofBoxes.map(withoutSales)];
}

/** What needs a number that the forms have to give. */
export function openCausesIn(setting: Setting): OpenCause[] {
  return [openPlanCauses, openMissingCauses, openPlanReinvestments, partInLieuCauses].flatMap(
    (find) => find(setting),
  );
}
