// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {ITokenArrival} from "../../interfaces/ITokenArrival.sol";
import {ITokenRelease} from "../../interfaces/ITokenRelease.sol";
import {IL1TokenGateway} from "./IL1TokenGateway.sol";
import {L1Gateway} from "./L1Gateway.sol";
import {Payouts} from "./Payouts.sol";

/// @notice Implements {IL1TokenGateway}.
contract L1TokenGateway is IL1TokenGateway, Payouts {
    using SafeERC20 for IERC20;

    /// @notice Who pairs tokens.
    bytes32 public constant KEEPER_ROLE = keccak256("KEEPER");

    /// @dev Gas on L2: of making a form, and of a deposit's arrival or return.
    uint64 private constant _CREATE_GAS = 3_000_000;
    uint64 private constant _ARRIVE_GAS = 400_000;
    /// @dev Bytes of the message of a deposit.
    uint256 private constant _ARRIVE_SIZE = 132;
    uint256 private constant _TEXT_LIMIT = 128;

    bytes32 private immutable _formCodeHash;
    mapping(address token => bool paired) private _paired;

    /// @param timelock_ Administrator.
    /// @param leastDelay Seconds that its delay must be longer than.
    /// @param place Rollup, guardian and lane.
    /// @param links Messenger, policy and counterpart.
    /// @param formCodeHash keccak256 of the creation code of forms on L2.
    /// @param keepers Who pairs tokens.
    constructor(
        TimelockController timelock_,
        uint256 leastDelay,
        Place memory place,
        Links memory links,
        bytes32 formCodeHash,
        address[] memory keepers
    ) L1Gateway(timelock_, leastDelay, place, links) {
        _formCodeHash = formCodeHash;
        _grantAtStart(KEEPER_ROLE, keepers);
    }

    /// @inheritdoc IL1TokenGateway
    function pair(address token, AssetTerms calldata terms) external payable onlyRole(KEEPER_ROLE) {
        if (_paired[token]) revert GatewayTokenPaired(token);
        if (token.code.length == 0) revert GatewayTokenUnknown(token);
        _paired[token] = true;
        _setTerms(token, terms);
        _messenger.guardToken(token);
        announce(token);
    }

    /// @inheritdoc IL1TokenGateway
    function depositToken(
        address token,
        uint256 amount,
        address recipient
    ) external payable nonReentrant returns (uint64 place) {
        if (!_paired[token]) revert GatewayTokenUnknown(token);
        if (recipient == address(0)) revert GatewayRecipientInvalid(recipient);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 credited = IERC20(token).balanceOf(address(this)) - before;
        if (credited == 0) revert GatewayAmountZero();

        emit TokensDeposited(token, msg.sender, recipient, credited);
        bytes memory data = abi.encodeCall(ITokenArrival.arrive, (token, msg.sender, recipient, credited));
        place = _messenger.sendMessage{value: msg.value}(_counterpart, _ARRIVE_GAS, data, msg.sender);
    }

    /// @inheritdoc ITokenRelease
    function releaseToken(address token, address recipient, uint256 amount) external nonReentrant {
        _release(token, recipient, amount);
    }

    /// @inheritdoc IL1TokenGateway
    function formOf(address token) external view returns (address) {
        return Create2.computeAddress(bytes32(uint256(uint160(token))), _formCodeHash, _counterpart);
    }

    /// @inheritdoc IL1TokenGateway
    function isPaired(address token) external view returns (bool) {
        return _paired[token];
    }

    /// @inheritdoc IL1TokenGateway
    function depositFee() external view returns (uint256) {
        return _messenger.feeFor(_ARRIVE_GAS, _ARRIVE_SIZE);
    }

    /// @inheritdoc IL1TokenGateway
    function announce(address token) public payable {
        if (!_paired[token]) revert GatewayTokenUnknown(token);
        (string memory name, string memory symbol) = (IERC20Metadata(token).name(), IERC20Metadata(token).symbol());
        _checkText(name);
        _checkText(symbol);
        uint8 decimals = IERC20Metadata(token).decimals();
        emit TokenPaired(token, this.formOf(token), name, symbol, decimals);
        bytes memory data = abi.encodeCall(ITokenArrival.createForm, (token, name, symbol, decimals));
        _messenger.sendMessage{value: msg.value}(_counterpart, _CREATE_GAS, data, msg.sender);
    }

    function _send(address token, address to, uint256 amount, uint256) internal override returns (bool) {
        uint256 before = IERC20(token).balanceOf(address(this));
        if (!IERC20(token).trySafeTransfer(to, amount)) return false;
        uint256 taken = before - IERC20(token).balanceOf(address(this));
        if (taken != amount) revert GatewayTokenTookMore(token, amount, taken);
        return true;
    }

    function _payGas() internal pure override returns (uint256) {
        return 0;
    }

    function _checkText(string memory text) private pure {
        uint256 size = bytes(text).length;
        if (size > _TEXT_LIMIT) revert GatewayTokenTextTooLong(_TEXT_LIMIT, size);
    }
}
