package dev.cowbell.api.server.export;

import java.util.List;
import java.util.stream.Stream;

/** Columns of a FOCUS file: those of the specification by name, then Cowbell's own. */
final class FocusColumns {
  private static final List<String> OF_FOCUS =
      List.of(
          "AvailabilityZone",
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "CapacityReservationId",
          "CapacityReservationStatus",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargeFrequency",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "CommitmentDiscountCategory",
          "CommitmentDiscountId",
          "CommitmentDiscountName",
          "CommitmentDiscountQuantity",
          "CommitmentDiscountStatus",
          "CommitmentDiscountType",
          "CommitmentDiscountUnit",
          "ConsumedQuantity",
          "ConsumedUnit",
          "ContractedCost",
          "ContractedUnitPrice",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "ListUnitPrice",
          "PricingCategory",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "RegionId",
          "RegionName",
          "ResourceId",
          "ResourceName",
          "ResourceType",
          "ServiceCategory",
          "ServiceName",
          "ServiceSubcategory",
          "SkuId",
          "SkuMeter",
          "SkuPriceDetails",
          "SkuPriceId",
          "SubAccountId",
          "SubAccountName",
          "Tags");

  private static final List<String> OWN =
      List.of(
          "x_Schema",
          "x_HardwareClass",
          "x_Generation",
          "x_Arm",
          "x_Hosts",
          "x_Workers",
          "x_WorkersRead",
          "x_FootprintBytes",
          "x_SharingLossBytes",
          "x_PrivateGrowthBytes",
          "x_ComparedWithArm",
          "x_LossAvoidedBytes",
          "x_LossAvoidedLowBytes",
          "x_LossAvoidedHighBytes",
          "x_GrowthAddedBytes",
          "x_IntervalBasis",
          "x_Assignment",
          "x_Simulated",
          "x_MeasuredAt",
          "x_CostAbsentBecause");

  static final List<String> ALL = Stream.concat(OF_FOCUS.stream(), OWN.stream()).toList();

  private FocusColumns() {}
}
