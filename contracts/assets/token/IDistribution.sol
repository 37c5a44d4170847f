// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Pays holders by record date: one payment per token and record date, pulled by each holder, exact to the last
/// minor unit. Source: spec/servicing.md, DIST-1 to DIST-6.
interface IDistribution {
    /// @notice One payment.
    /// @param token Token whose holders are paid.
    /// @param recordDate Record date of the token, Unix seconds.
    /// @param cash Cash token.
    /// @param payer Who funded it, and who gets the rounding residue.
    /// @param amount Funded, minor units of the cash token.
    /// @param supply Total supply at the record date, base units.
    /// @param claimedUnits Base units whose holders were paid.
    /// @param paid Paid out so far, minor units.
    /// @param isSwept Whether the residue went back to the payer.
    struct Payment {
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

    event DistributionDeclared(bytes32 indexed id, address indexed token, uint48 indexed recordDate, Payment payment);
    event DistributionClaimed(bytes32 indexed id, address indexed holder, address indexed recipient, uint256 amount);
    event DistributionResidueReturned(bytes32 indexed id, address indexed payer, uint256 amount);

    error DistributionAlreadyDeclared(address token, uint48 recordDate);
    error DistributionUnknown(bytes32 id);
    error DistributionAmountZero();
    error DistributionSupplyZero(address token, uint48 recordDate);
    error DistributionCashShort(uint256 expected, uint256 received);
    error DistributionNothingDue(bytes32 id, address holder);
    error DistributionAlreadyClaimed(bytes32 id, address holder);
    error DistributionHolderIneligible(address token, address holder);
    error DistributionClaimsOpen(bytes32 id, uint256 openUnits);

    /// @notice Declares and funds a payment for a record date that has passed. *Caller:* restricted (servicing).
    /// @param payer Pays `amount` by allowance; assumed trusted by the caller.
    /// @return id keccak256(abi.encode(token, recordDate)).
    function declare(
        address token,
        uint48 recordDate,
        address cash,
        address payer,
        uint256 amount
    ) external returns (bytes32 id);

    /// @notice Pays `holder` what is due: floor(amount × balance ÷ supply) at the record date. *Caller:* anyone; the
    /// money
    /// goes to the holder, or to the wallet that replaced a lost one. Held while that wallet is not verified or is
    /// frozen.
    function claim(bytes32 id, address holder) external returns (uint256 amount);

    /// @notice Returns the rounding residue to the payer once every holder was paid. *Caller:* anyone.
    function sweep(bytes32 id) external;

    function paymentOf(bytes32 id) external view returns (Payment memory);
    function isClaimed(bytes32 id, address holder) external view returns (bool);

    /// @notice What `claim` would pay now, minor units; 0 when claimed.
    function dueTo(bytes32 id, address holder) external view returns (uint256);
}
