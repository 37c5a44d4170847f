// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where holders are paid by record date; what a bridge needs of it. Source: spec/servicing.md, DIST-1 to
/// DIST-3.
interface IDistributionSource {
    /// @notice As {IDistribution-Payment}.
    struct SourcePayment {
        address token;
        uint48 recordDate;
        address cash;
        address payer;
        uint256 amount;
        uint256 supply;
        uint256 claimedUnits;
        uint256 paid;
        bool isSwept;
    }

    /// @notice Pays `holder` what is due. *Caller:* anyone.
    function claim(bytes32 id, address holder) external returns (uint256 amount);

    function paymentOf(bytes32 id) external view returns (SourcePayment memory);
    function isClaimed(bytes32 id, address holder) external view returns (bool);
}
