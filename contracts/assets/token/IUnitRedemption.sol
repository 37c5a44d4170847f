// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Buys units back from holders who surrender them, for cash at a fixed price from money paid in beforehand. It
/// must be an agent of the token that may burn. Source: spec/token.md, TOKEN-116 to TOKEN-120.
interface IUnitRedemption {
    /// @notice Terms of an offer.
    /// @param token Token whose units are redeemed.
    /// @param cash Cash token.
    /// @param price Minor units of the cash token for each lot.
    /// @param lot Base units of the token in a lot; fractions of a lot are paid pro rata, rounded down.
    /// @param amount Money paid in, minor units of the cash token.
    /// @param closesAt Unix seconds; from then on nothing is redeemed.
    struct Terms {
        address token;
        address cash;
        uint256 price;
        uint256 lot;
        uint256 amount;
        uint48 closesAt;
    }

    /// @notice An offer.
    /// @param terms What was opened.
    /// @param payer Who paid in, and gets the residue.
    /// @param pool Money left, minor units.
    /// @param units Base units redeemed.
    /// @param isClosed Whether the residue was returned.
    struct Offer {
        Terms terms;
        address payer;
        uint256 pool;
        uint256 units;
        bool isClosed;
    }

    event UnitRedemptionOpened(uint256 indexed id, address indexed token, address indexed payer, Terms terms);
    event UnitsRedeemed(uint256 indexed id, address indexed holder, uint256 units, uint256 paid);
    event UnitRedemptionClosed(uint256 indexed id, address indexed payer, uint256 residue);

    error UnitRedemptionCallerNotAgent(address token, address caller);
    error UnitRedemptionTermsInvalid(Terms terms);
    error UnitRedemptionCashShort(uint256 expected, uint256 received);
    error UnitRedemptionUnknown(uint256 id);
    error UnitRedemptionOver(uint256 id);
    error UnitRedemptionStillOpen(uint256 id, uint48 closesAt);
    error UnitRedemptionTokenPaused(address token);
    error UnitRedemptionHolderIneligible(address token, address holder);
    error UnitRedemptionUnitsShort(address holder, uint256 free, uint256 units);
    error UnitRedemptionNothingPaid(uint256 id, uint256 units);
    error UnitRedemptionPoolShort(uint256 id, uint256 needed, uint256 pool);
    error UnitRedemptionNotBurned(uint256 expected, uint256 burned);

    /// @notice Opens an offer and takes the money for it by allowance. *Caller:* an agent of the token, who pays.
    /// @return id Number of the offer.
    /// @dev *Reverts:* {UnitRedemptionCallerNotAgent}, {UnitRedemptionTermsInvalid}, {UnitRedemptionCashShort}.
    function open(Terms calldata terms) external returns (uint256 id);

    /// @notice Burns the caller's units, none of them frozen, and pays for them.
    /// @return paid Minor units of the cash token: floor(units × price ÷ lot).
    /// @dev *Reverts:* {UnitRedemptionUnknown}, {UnitRedemptionOver}, {UnitRedemptionTokenPaused},
    /// {UnitRedemptionHolderIneligible}, {UnitRedemptionUnitsShort}, {UnitRedemptionNothingPaid},
    /// {UnitRedemptionPoolShort}, {UnitRedemptionNotBurned}.
    function redeem(uint256 id, uint256 units) external returns (uint256 paid);

    /// @notice Closes an offer whose time is over, or whose token has no unit left, and returns the residue to the
    /// payer. *Caller:* anyone.
    /// @dev *Reverts:* {UnitRedemptionUnknown}, {UnitRedemptionOver}, {UnitRedemptionStillOpen}.
    function close(uint256 id) external;

    /// @notice An offer; without payer if the number is unknown.
    function offerOf(uint256 id) external view returns (Offer memory);
}
