// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Lane} from "../../types/Lane.sol";
import {Message} from "../../types/Message.sol";
import {QueueItem} from "../../types/QueueItem.sol";

/// @notice How holders leave a lane that has stalled, by proofs of its last FINAL state. Source: spec/bridge.md,
/// ESCAPE-1 to
/// ESCAPE-9.
interface IEscapeHatch {
    /// @notice What the state says of an account, and who owns what it holds.
    /// @param account The account.
    /// @param nonce Its nonce.
    /// @param balance wei
    /// @param codeHash keccak256 of its code.
    /// @param delegate Where it delegates to (EIP-7702); the zero address: nowhere.
    /// @param proof Of the account; of its absence when it has neither nonce, balance nor code.
    /// @param owner Owner that a contract has named; ignored for other accounts.
    /// @param ownerProof Of the entry in the register; ignored for other accounts.
    struct AccountProof {
        address account;
        uint64 nonce;
        uint256 balance;
        bytes32 codeHash;
        address delegate;
        bytes proof;
        address owner;
        bytes ownerProof;
    }

    /// @notice What the state says of kept units (BRIDGE-22), and of the wallet for which they are.
    /// @param tokenProof Of the slot of their token.
    /// @param recipientProof Of the slot of their recipient.
    /// @param amountProof Of the slot of their amount.
    /// @param ledgerProof Of the slot of the wallet's balance and flags in the token.
    struct KeptProof {
        bytes tokenProof;
        bytes recipientProof;
        bytes amountProof;
        bytes ledgerProof;
    }

    event EscapeOpened(bytes32 stateRoot, uint64 queueCursor);
    event AccountExited(address indexed asset, address indexed account, address indexed beneficiary, uint256 amount);
    event ItemRefunded(uint64 indexed place, address indexed asset, address indexed beneficiary, uint256 amount);

    error EscapeOpen(Lane lane);
    error EscapeClosed(Lane lane);
    error EscapeHeaderMismatch(bytes32 expected, bytes32 actual);
    error EscapeAccountInvalid(address account);
    error EscapeAccountMismatch(bytes32 expected, bytes32 actual);
    error EscapeOwnerMissing(address account);
    error EscapeOwnerMismatch(address expected, address actual);
    error EscapeAlreadyExited(address asset, address account);
    error EscapeNothing(address asset, address account);
    error EscapeKeptExited(uint64 id);
    error EscapeTokenUnknown(address token);
    error EscapeItemConsumed(uint64 cursor, uint64 place);
    error EscapeItemUnfit(uint64 place);
    error EscapeAlreadyRefunded(uint64 place);

    /// @notice Opens the escape, and ends the lane if nobody has.
    /// @param finalHeader Header of the last FINAL batch.
    /// @param first The first item behind it; ignored when there is none, or the lane has ended.
    /// @dev *Caller:* anyone. *Reverts:* EscapeOpen, EscapeHeaderMismatch, and as {IRollup-endLane}. *Source:*
    /// ESCAPE-1.
    function open(bytes calldata finalHeader, QueueItem calldata first) external;

    /// @notice Pays the ETH of an account.
    /// @dev *Caller:* anyone. *Reverts:* EscapeClosed, EscapeAlreadyExited, EscapeAccountInvalid for a predeploy,
    /// EscapeAccountMismatch, EscapeOwnerMissing, EscapeOwnerMismatch, EscapeNothing, BridgePaused, and as
    /// {StateTree-valueHashOf}. *Source:* ESCAPE-3, ESCAPE-5.
    function exitEth(AccountProof calldata account) external;

    /// @notice Pays the units of a paired token that an account holds.
    /// @param token The token of L1.
    /// @param balanceProof Of the slot of the account's balance.
    /// @dev As exitEth. *Reverts:* also EscapeTokenUnknown. *Source:* ESCAPE-3, ESCAPE-4.
    function exitToken(address token, AccountProof calldata account, bytes calldata balanceProof) external;

    /// @notice Creates the units of a permissioned token that a wallet holds on L2, or holds them for its identity.
    /// @param form The form on L1.
    /// @param ledgerProof Of the slot of the wallet's balance and flags.
    /// @param frozenProof Of the slot of its frozen units.
    /// @dev *Caller:* anyone. *Reverts:* EscapeClosed, EscapeAlreadyExited, EscapeAccountInvalid, EscapeTokenUnknown,
    /// EscapeNothing, BridgePaused, and as {StateTree-valueHashOf}. *Source:* ESCAPE-7.
    function exitUnits(address form, address wallet, bytes calldata ledgerProof, bytes calldata frozenProof) external;

    /// @notice Creates units that the gateway of L2 keeps for a wallet, or holds them for its identity.
    /// @param id Place of them in the gateway's list.
    /// @dev *Caller:* anyone. *Reverts:* EscapeClosed, EscapeKeptExited, EscapeTokenUnknown, EscapeNothing when there
    /// are
    /// none of this token for this wallet, BridgePaused, and as {StateTree-valueHashOf}. *Source:* ESCAPE-7.
    function exitKept(address form, uint64 id, address wallet, KeptProof calldata shown) external;

    /// @notice Pays back the ETH of an item that was not consumed.
    /// @dev *Caller:* anyone. *Reverts:* EscapeClosed, EscapeAlreadyRefunded, EscapeItemConsumed, EscapeItemUnfit when
    /// it
    /// minted nothing, BridgePaused, and as {IMessageQueue-checkItem}. *Source:* ESCAPE-6.
    function refundItem(uint64 place, QueueItem calldata item) external;

    /// @notice Gives back what a message has locked whose item was not consumed.
    /// @dev As refundItem. *Reverts:* EscapeItemUnfit when the message is not the item's, or brings no value.
    /// *Source:* ESCAPE-6.
    function refundMessage(QueueItem calldata item, Message calldata message) external;

    /// @notice Gives back what a message has locked that failed on L2.
    /// @param failedProof Of the slot of L2's messenger that says so.
    /// @dev *Caller:* anyone. *Reverts:* EscapeClosed, EscapeAlreadyRefunded, EscapeItemUnfit when it did not fail or
    /// brings
    /// no value, BridgePaused, and as {StateTree-valueHashOf}. *Source:* ESCAPE-9.
    function refundFailed(Message calldata message, bytes calldata failedProof) external;

    /// @notice State root and queue cursor at which the lane ended; zeros while the escape is closed.
    function ending() external view returns (bytes32 stateRoot, uint64 queueCursor);

    /// @notice Whether an account has left with an asset; ETH is at the zero address.
    function isExited(address asset, address account) external view returns (bool);

    /// @notice Whether the item at a place was refunded.
    function isRefunded(uint64 place) external view returns (bool);
}
