// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BoundedCall} from "../../libraries/BoundedCall.sol";
import {SettlementData} from "../../libraries/SettlementData.sol";
import {ISettlementGateway} from "./ISettlementGateway.sol";
import {IShieldBox} from "./IShieldBox.sol";
import {IShieldBoxes} from "./IShieldBoxes.sol";
import {ShieldBox} from "./ShieldBox.sol";

/// @notice Implements {IShieldBoxes}.
contract ShieldBoxes is IShieldBoxes, ReentrancyGuardTransient {
    ISettlementGateway private immutable _gateway;
    address private immutable _pattern;

    mapping(address box => bool isClosed) private _closed;

    /// @param gateway Gateway of the settlement lane.
    constructor(ISettlementGateway gateway) {
        _gateway = gateway;
        _pattern = address(new ShieldBox());
    }

    /// @inheritdoc IShieldBoxes
    function boxOf(Purpose calldata purpose) public view returns (address) {
        if (purpose.receiver == 0 || purpose.receiver >= SettlementData.MODULUS) {
            revert ShieldBoxReceiverInvalid(purpose.receiver);
        }
        if (purpose.owner == address(0)) revert ShieldBoxOwnerMissing();
        return _addressOf(purpose);
    }

    /// @inheritdoc IShieldBoxes
    function shield(Purpose calldata purpose) external payable nonReentrant returns (uint64 number) {
        address box = boxOf(purpose);
        if (_closed[box]) revert ShieldBoxClosed(box);
        (IERC20 token, uint256 balance) = _holding(purpose.asset, box);
        if (balance == 0) revert ShieldBoxEmpty(box);
        uint256 fee = _gateway.shieldFee();
        if (msg.value < fee) revert ShieldBoxFeeTooLow(fee, msg.value);

        _open(box, purpose);
        uint128 amount = SafeCast.toUint128(balance);
        // Exactly the fee: what the gateway gives back would go to the box.
        number = IShieldBox(box).shield{value: fee}(_gateway, token, purpose.asset, amount, purpose.receiver);
        emit BoxShielded(box, number, amount);
        _returnRest(msg.value - fee);
    }

    /// @inheritdoc IShieldBoxes
    function refund(Purpose calldata purpose) external nonReentrant {
        // Were it anyone, anyone could keep a holder from ever shielding.
        _checkOwner(purpose);
        address box = _addressOf(purpose);
        (IERC20 token, uint256 balance) = _holding(purpose.asset, box);

        // Else who pays the fee again and again keeps what was given back from the owner.
        _closed[box] = true;
        _open(box, purpose);
        emit BoxRefunded(box, purpose.owner, balance);
        IShieldBox(box).pay(token, purpose.owner, balance);
    }

    /// @inheritdoc IShieldBoxes
    function refundToken(Purpose calldata purpose, address token) external nonReentrant {
        _checkOwner(purpose);
        // That goes by `refund`, which closes the box.
        if (token == _gateway.tokenOf(purpose.asset)) revert ShieldBoxTokenIsAsset(purpose.asset, token);
        address box = _addressOf(purpose);
        uint256 balance = IERC20(token).balanceOf(box);

        _open(box, purpose);
        emit BoxTokenRefunded(box, purpose.owner, token, balance);
        IShieldBox(box).pay(IERC20(token), purpose.owner, balance);
    }

    function _open(address box, Purpose calldata purpose) private {
        if (box.code.length != 0) return;
        Clones.cloneDeterministic(_pattern, _saltOf(purpose));
        emit BoxOpened(box, purpose);
    }

    function _returnRest(uint256 amount) private {
        if (amount == 0) return;
        if (!BoundedCall.trySend(msg.sender, gasleft(), amount)) revert ShieldBoxRefundRefused(msg.sender, amount);
    }

    function _checkOwner(Purpose calldata purpose) private view {
        if (msg.sender != purpose.owner) revert ShieldBoxNotOwner(purpose.owner, msg.sender);
    }

    function _holding(uint32 asset, address box) private view returns (IERC20 token, uint256 balance) {
        token = IERC20(_gateway.tokenOf(asset));
        if (address(token) == address(0)) revert ShieldBoxAssetUnknown(asset);
        balance = token.balanceOf(box);
    }

    function _addressOf(Purpose calldata purpose) private view returns (address) {
        return Clones.predictDeterministicAddress(_pattern, _saltOf(purpose));
    }

    function _saltOf(Purpose calldata purpose) private pure returns (bytes32) {
        return keccak256(abi.encode(purpose));
    }
}
